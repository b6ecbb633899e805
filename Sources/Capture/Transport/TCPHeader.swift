public import Wire

/// The fields of a TCP header (RFC 9293, 3.1) up to the window, and where its payload begins.
@frozen
public struct TCPHeader: Hashable, Sendable {
  /// The octets that have to be captured: checksum and urgent pointer are not read.
  public static let size = 16

  /// The source port.
  public var sourcePort: UInt16
  /// The destination port.
  public var destinationPort: UInt16
  /// The length of the header in units of four octets, as it stands; below 5 it is no header.
  public var dataOffset: UInt8
  /// The flags from CWR (128) to FIN (1).
  public var flags: UInt8
  /// The window as it stands, without scaling.
  public var window: UInt16
  /// Where the payload begins, in octets from the start of the captured bytes; beyond their end
  /// where options were not captured.
  public var payloadOffset: Int

  /// FIN.
  @inlinable public static var fin: UInt8 { 1 }
  /// SYN.
  @inlinable public static var syn: UInt8 { 2 }
  /// RST.
  @inlinable public static var rst: UInt8 { 4 }
  /// PSH.
  @inlinable public static var psh: UInt8 { 8 }
  /// ACK.
  @inlinable public static var ack: UInt8 { 16 }
  /// URG.
  @inlinable public static var urg: UInt8 { 32 }

  /// Reads the header at `offset` of captured bytes; nothing where fewer than `size` octets are left.
  @inlinable @inline(__always)
  public init?(_ bytes: RawSpan, at offset: Int) {
    guard offset >= 0, bytes.byteCount &- offset >= TCPHeader.size else { return nil }
    unsafe sourcePort = bytes.uint16(unchecked: offset)
    unsafe destinationPort = bytes.uint16(unchecked: offset &+ 2)
    unsafe dataOffset = bytes.octet(unchecked: offset &+ 12) >> 4
    unsafe flags = bytes.octet(unchecked: offset &+ 13)
    unsafe window = bytes.uint16(unchecked: offset &+ 14)
    payloadOffset = offset &+ Int(dataOffset) &* 4
  }
}
