public import Net

extension IPAddress {
  /// The 128 bits as one number; of an IPv4 address its bits at the left.
  @inlinable
  public var ipv6: UInt128 { UInt128(high) << 64 | UInt128(low) }

  /// Creates an IPv6 address from its number.
  @inlinable
  public init(ipv6 value: UInt128) {
    self.init(
      high: UInt64(truncatingIfNeeded: value >> 64), low: UInt64(truncatingIfNeeded: value),
      family: .ipv6)
  }
}
