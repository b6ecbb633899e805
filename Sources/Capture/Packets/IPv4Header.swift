/// The fields of an IPv4 header (RFC 791) and where they stand in the packet.
public struct IPv4Header: Hashable, Sendable {
  /// The source address.
  public var source: UInt32
  /// The destination address.
  public var destination: UInt32
  /// The protocol of what follows: 1 ICMP, 6 TCP, 17 UDP.
  public var protocolNumber: UInt8
  /// The time to live.
  public var timeToLive: UInt8
  /// The length of header and payload as the header states it.
  public var totalLength: UInt16
  /// Flags and fragment offset: the sixteen bits as they stand.
  public var fragmentBits: UInt16
  /// Where the header begins, in octets from the start of the captured bytes.
  public var offset: Int
  /// Where what the protocol number names begins; at or beyond the end where it was not captured.
  public var payloadOffset: Int

  /// Creates a header from its fields.
  @inlinable
  public init(
    source: UInt32, destination: UInt32, protocolNumber: UInt8, timeToLive: UInt8,
    totalLength: UInt16, fragmentBits: UInt16, offset: Int, payloadOffset: Int
  ) {
    self.source = source
    self.destination = destination
    self.protocolNumber = protocolNumber
    self.timeToLive = timeToLive
    self.totalLength = totalLength
    self.fragmentBits = fragmentBits
    self.offset = offset
    self.payloadOffset = payloadOffset
  }

  /// The fragment offset in units of eight octets; only fragments at 0 hold the transport header.
  @inlinable
  public var fragmentOffset: UInt16 { fragmentBits & 0x1fff }
}
