public import Net

/// A block of 256 IPv4 addresses that share their first 24 bits.
public struct Slash24: RawRepresentable, Hashable, Comparable, Sendable {
  /// The first 24 bits as a number: 0 to 2²⁴ − 1.
  public let rawValue: UInt32

  /// Creates a block from its first 24 bits; bits above are cut off.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue & 0xFF_FFFF }

  /// The block that holds an address.
  @inlinable
  public init(holding address: UInt32) { self.init(rawValue: address >> 8) }

  /// The lowest address.
  @inlinable
  public var first: UInt32 { rawValue << 8 }

  /// The block as a prefix.
  public var prefix: Prefix { Prefix(ipv4: first, length: 24) }

  /// Orders blocks by address.
  @inlinable
  public static func < (a: Slash24, b: Slash24) -> Bool { a.rawValue < b.rawValue }
}

extension Slash24: CustomStringConvertible {
  /// Reads `192.0.2.0/24`; nothing for any other length or family.
  public init?(_ text: some StringProtocol) {
    guard let prefix = Prefix(text), prefix.family == .ipv4, prefix.length == 24 else { return nil }
    self.init(holding: prefix.address.ipv4)
  }

  /// The block as `192.0.2.0/24`.
  public var description: String { prefix.description }
}
