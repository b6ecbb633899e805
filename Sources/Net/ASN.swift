/// An autonomous system number (RFC 6793: four octets).
public struct ASN: RawRepresentable, Hashable, Comparable, Sendable {
  /// The number.
  public let rawValue: UInt32

  /// Creates a number.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Creates a number.
  @inlinable
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// Reserved, never an origin (RFC 7607).
  public static let zero = ASN(0)
  /// Stands for any number of four octets where only two fit (RFC 6793).
  public static let transition = ASN(23_456)

  /// Whether the number can be the origin of a route: neither 0 nor `AS_TRANS`.
  @inlinable
  public var isOrigin: Bool { rawValue != 0 && rawValue != 23_456 }

  /// Orders numbers by value.
  @inlinable
  public static func < (a: ASN, b: ASN) -> Bool { a.rawValue < b.rawValue }
}

extension ASN: CustomStringConvertible {
  /// Reads `44244`, `AS44244`, and asdot `1.10` (RFC 5396).
  public init?(_ text: some StringProtocol) {
    let digits = text.prefix(2).lowercased() == "as" ? text.dropFirst(2) : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    switch parts.count {
    case 1:
      guard let value = UInt32(parts[0]) else { return nil }
      self.init(value)
    case 2:
      guard let upper = UInt16(parts[0]), let lower = UInt16(parts[1]) else { return nil }
      self.init(UInt32(upper) << 16 | UInt32(lower))
    default: return nil
    }
  }

  /// The number in decimal (asplain, RFC 5396).
  public var description: String { String(rawValue) }
}
