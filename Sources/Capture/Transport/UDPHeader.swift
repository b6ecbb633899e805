public import Wire

/// The fields of a UDP header (RFC 768) and where its payload begins.
@frozen
public struct UDPHeader: Hashable, Sendable {
  /// The octets of a header.
  public static let size = 8

  /// The source port.
  public var sourcePort: UInt16
  /// The destination port.
  public var destinationPort: UInt16
  /// The length of header and payload as the header states it.
  public var length: UInt16
  /// Where the payload begins, in octets from the start of the captured bytes.
  public var payloadOffset: Int

  /// Reads the header at `offset` of captured bytes; nothing where fewer than `size` octets are left.
  @inlinable @inline(__always)
  public init?(_ bytes: RawSpan, at offset: Int) {
    guard offset >= 0, bytes.byteCount &- offset >= UDPHeader.size else { return nil }
    unsafe sourcePort = bytes.uint16(unchecked: offset)
    unsafe destinationPort = bytes.uint16(unchecked: offset &+ 2)
    unsafe length = bytes.uint16(unchecked: offset &+ 4)
    payloadOffset = offset &+ UDPHeader.size
  }
}
