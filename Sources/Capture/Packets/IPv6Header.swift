/// The fields of an IPv6 header (RFC 8200) and where they stand in the packet.
public struct IPv6Header: Hashable, Sendable {
  /// The source address: its first and its last eight octets.
  public var source: (high: UInt64, low: UInt64) {
    get { (sourceHigh, sourceLow) }
    set { (sourceHigh, sourceLow) = newValue }
  }
  /// The destination address: its first and its last eight octets.
  public var destination: (high: UInt64, low: UInt64) {
    get { (destinationHigh, destinationLow) }
    set { (destinationHigh, destinationLow) = newValue }
  }
  /// The next header of the fixed header, as it stands.
  public var nextHeader: UInt8
  /// The hop limit.
  public var hopLimit: UInt8
  /// The length of the payload as the header states it.
  public var payloadLength: UInt16
  /// Where the header begins, in octets from the start of the captured bytes.
  public var offset: Int
  /// The protocol behind the extension headers that were captured.
  public var protocolNumber: UInt8
  /// Where that begins; at or beyond the end where it was not captured.
  public var payloadOffset: Int

  private var sourceHigh: UInt64
  private var sourceLow: UInt64
  private var destinationHigh: UInt64
  private var destinationLow: UInt64

  /// Creates a header from its fields.
  public init(
    source: (high: UInt64, low: UInt64), destination: (high: UInt64, low: UInt64),
    nextHeader: UInt8, hopLimit: UInt8, payloadLength: UInt16, offset: Int, protocolNumber: UInt8,
    payloadOffset: Int
  ) {
    (sourceHigh, sourceLow) = source
    (destinationHigh, destinationLow) = destination
    self.nextHeader = nextHeader
    self.hopLimit = hopLimit
    self.payloadLength = payloadLength
    self.offset = offset
    self.protocolNumber = protocolNumber
    self.payloadOffset = payloadOffset
  }
}
