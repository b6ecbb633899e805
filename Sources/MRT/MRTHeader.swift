/// The common header of an MRT record (RFC 6396, 2).
public struct MRTHeader: Equatable, Sendable {
  /// The octets of a header; those of the body follow.
  public static let size = 12

  /// The time in seconds since 1970.
  public let seconds: UInt32
  /// The type of the body.
  public let type: MRTType
  /// The subtype of the body, whose meaning the type says.
  public let subtype: UInt16
  /// The octets of the body.
  public let length: UInt32

  /// Creates a header.
  @inlinable
  public init(seconds: UInt32, type: MRTType, subtype: UInt16, length: UInt32) {
    self.seconds = seconds
    self.type = type
    self.subtype = subtype
    self.length = length
  }
}
