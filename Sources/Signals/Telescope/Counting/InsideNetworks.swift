/// The /24s that a capture's packets were sent to, from which a telescope hears nothing.
public struct InsideNetworks: Sendable, Equatable {
  /// A bit a /24 of the address space: 2 MiB.
  private var words = [UInt64](repeating: 0, count: 1 << 18)

  /// Creates an empty set.
  public init() {}

  /// Adds the /24 of an address.
  public mutating func insert(_ address: UInt32) {
    words[Int(address >> 14)] |= 1 << UInt64(address >> 8 & 63)
  }

  /// Adds the /24s of another set. O(1): 2 MiB.
  mutating func formUnion(_ other: InsideNetworks) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Whether the /24 of an address is in the set. O(1).
  @inline(__always)
  public func contains(_ address: UInt32) -> Bool {
    words[Int(address >> 14)] >> UInt64(address >> 8 & 63) & 1 == 1
  }
}
