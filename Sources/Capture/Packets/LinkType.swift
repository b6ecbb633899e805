/// How the bytes of a captured packet begin, as the registry of link types numbers it.
///
/// Source: the LINKTYPE_ registry at tcpdump.org, which pcap (draft-ietf-opsawg-pcap) and pcapng
/// (draft-ietf-opsawg-pcapng) share.
public struct LinkType: RawRepresentable, Hashable, Sendable {
  /// The number in the registry.
  public let rawValue: UInt16

  /// Takes a number of the registry, known or not.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// BSD loopback: an address family of four octets in the byte order of the capturing host.
  public static let null = LinkType(rawValue: 0)
  /// Ethernet, with any number of VLAN tags.
  public static let ethernet = LinkType(rawValue: 1)
  /// IPv4 or IPv6, as `raw`: the number that most BSDs give it.
  public static let rawBSD = LinkType(rawValue: 12)
  /// IPv4 or IPv6, as `raw`: the number that OpenBSD gives it.
  public static let rawOpenBSD = LinkType(rawValue: 14)
  /// IPv4 or IPv6, told apart by the first four bits.
  public static let raw = LinkType(rawValue: 101)
  /// OpenBSD loopback: an address family of four octets in network byte order.
  public static let loop = LinkType(rawValue: 108)
  /// Linux "cooked" capture, version 1.
  public static let linuxSLL = LinkType(rawValue: 113)
  /// MPLS labels.
  public static let mpls = LinkType(rawValue: 219)
  /// IPv4 alone.
  public static let ipv4 = LinkType(rawValue: 228)
  /// IPv6 alone.
  public static let ipv6 = LinkType(rawValue: 229)
  /// Linux "cooked" capture, version 2.
  public static let linuxSLL2 = LinkType(rawValue: 276)
}
