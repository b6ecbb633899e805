/// A set of addresses of one /24 block, by their last octet.
public struct HostSet: Hashable, Sendable {
  /// A bit an address, the lowest first.
  @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// Creates an empty set.
  @inlinable
  public init() {}

  /// Creates a set of four words, a bit an address, the lowest of each word first.
  @inlinable
  public init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// Whether an address is in the set. O(1).
  @inlinable
  public func contains(_ host: UInt8) -> Bool { word(host >> 6) >> UInt64(host & 63) & 1 == 1 }

  /// Adds an address. O(1).
  @inlinable
  public mutating func insert(_ host: UInt8) {
    let bit: UInt64 = 1 << UInt64(host & 63)
    switch host >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  /// Adds all of another set.
  @inlinable
  public mutating func formUnion(_ other: HostSet) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  /// The number of addresses: 0 to 256.
  @inlinable
  public var count: Int {
    words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount
      + words.3.nonzeroBitCount
  }

  /// The addresses by their last octet, ascending. O(256).
  public var hosts: [UInt8] { (0...255).filter { contains($0) } }

  @inlinable
  func word(_ index: UInt8) -> UInt64 {
    switch index {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  /// Whether two sets hold the same addresses.
  public static func == (a: HostSet, b: HostSet) -> Bool { a.words == b.words }

  /// Feeds the addresses to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
