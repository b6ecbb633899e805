/// An IPv4 or IPv6 address.
///
/// The bits stand at the left of a 128-bit number that two words hold, so that a prefix of either
/// family is a mask from the left; an IPv4 address fills the upper half of `high`.
public struct IPAddress: Hashable, Sendable {
  /// The first 64 bits; of an IPv4 address its 32 bits and then zeros.
  public let high: UInt64
  /// The last 64 bits; zero for IPv4.
  public let low: UInt64
  /// The version.
  public let family: IPFamily

  /// Creates an address from its words.
  @inlinable
  public init(high: UInt64, low: UInt64, family: IPFamily) {
    self.high = high
    self.low = low
    self.family = family
  }

  /// Creates an IPv4 address.
  @inlinable
  public init(ipv4 value: UInt32) {
    self.init(high: UInt64(value) << 32, low: 0, family: .ipv4)
  }

  /// The IPv4 address as a number; of an IPv6 address its first 32 bits.
  @inlinable
  public var ipv4: UInt32 { UInt32(truncatingIfNeeded: high >> 32) }
}

extension IPAddress: Comparable {
  /// Orders addresses by family, then by value.
  @inlinable
  public static func < (a: IPAddress, b: IPAddress) -> Bool {
    if a.family != b.family { return a.family == .ipv4 }
    return a.high == b.high ? a.low < b.low : a.high < b.high
  }
}
