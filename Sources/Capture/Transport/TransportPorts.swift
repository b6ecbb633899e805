public import Wire

/// The ports of TCP and UDP, type and code of ICMP: what names the ends of a packet.
///
/// They are the first four octets (two of ICMP) behind the IP header, so that they may be there when
/// the rest of the transport header was cut off.
@frozen
public struct TransportPorts: Hashable, Sendable {
  /// The source port, or the type of an ICMP message.
  public var source: UInt16
  /// The destination port, or the code of an ICMP message.
  public var destination: UInt16

  /// Creates ports that are known otherwise.
  @inlinable
  public init(source: UInt16, destination: UInt16) {
    self.source = source
    self.destination = destination
  }

  /// Reads the ports behind an IPv4 header; nothing for other protocols, for fragments that do not
  /// hold the start of the payload, and where the octets were not captured.
  @inlinable @inline(__always)
  public init?(_ bytes: RawSpan, behind ip: IPv4Header) {
    guard ip.fragmentOffset == 0, ip.payloadOffset >= 0 else { return nil }
    let captured = bytes.byteCount &- ip.payloadOffset
    switch ip.protocolNumber {
    case 6, 17:
      guard captured >= 4 else { return nil }
      unsafe source = bytes.uint16(unchecked: ip.payloadOffset)
      unsafe destination = bytes.uint16(unchecked: ip.payloadOffset &+ 2)
    case 1:
      guard let icmp = ICMPHeader(bytes, at: ip.payloadOffset) else { return nil }
      source = UInt16(icmp.type)
      destination = UInt16(icmp.code)
    default: return nil
    }
  }
}
