/// A path attribute that is kept as it came, such as AIGP (RFC 7311) and those that nobody knows.
public struct RawAttribute: Hashable, Sendable {
  /// The flags (RFC 4271, 4.3).
  public let flags: UInt8
  /// The type code.
  public let code: UInt8
  /// The octets.
  public let value: [UInt8]

  /// Creates an attribute.
  public init(flags: UInt8, code: UInt8, value: [UInt8]) {
    self.flags = flags
    self.code = code
    self.value = value
  }
}
