/// What a packet carries above its link: the outermost IP header, or why there is none.
public enum NetworkLayer: Hashable, Sendable {
  /// IPv4.
  case ipv4(IPv4Header)
  /// IPv6.
  case ipv6(IPv6Header)
  /// Another protocol, by its EtherType where the link names one (ARP is 0x0806), else 0.
  case other(etherType: UInt16)
  /// The bytes end before the IP header does, or it contradicts itself.
  case unreadable
  /// The link type is not one that this reader takes apart.
  case unknownLink
}
