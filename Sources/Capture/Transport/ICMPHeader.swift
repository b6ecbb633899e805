public import Wire

/// The type and code of an ICMP message (RFC 792).
@frozen
public struct ICMPHeader: Hashable, Sendable {
  /// The octets that have to be captured.
  public static let size = 2

  /// The type: 0 echo reply, 3 destination unreachable, 8 echo.
  public var type: UInt8
  /// The code within the type.
  public var code: UInt8

  /// Reads the header at `offset` of captured bytes; nothing where fewer than `size` octets are left.
  @inlinable @inline(__always)
  public init?(_ bytes: RawSpan, at offset: Int) {
    guard offset >= 0, bytes.byteCount &- offset >= ICMPHeader.size else { return nil }
    unsafe type = bytes.octet(unchecked: offset)
    unsafe code = bytes.octet(unchecked: offset &+ 1)
  }
}
