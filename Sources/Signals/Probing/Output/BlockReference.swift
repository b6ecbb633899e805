import Timeline

/// What a block was when the level of its entities was last certain: for each of four kinds of them
/// whether that is known, and whether it was up.
///
/// An octet a block. The kinds differ, because a network may be complete while its country is not.
struct BlockReference: Equatable, Sendable {
  /// From the lowest: a bit "known" for each kind, then a bit "was up" for each.
  private(set) var octet: UInt8 = 0

  init() {}

  /// Takes an octet of a checkpoint; nothing if a block was up of which nothing is known.
  init?(octet: UInt8) {
    guard octet >> 4 & ~octet & 0xF == 0 else { return nil }
    self.octet = octet
  }

  /// The place of a kind of entities; those that the blocks of no table count for share the first.
  static func place(of kind: EntityKind) -> Int {
    switch kind {
    case .region: 1
    case .asn: 2
    case .geoasn: 3
    default: 0
    }
  }

  /// A one for each kind of which the state is known.
  @inline(__always)
  var known: SIMD4<UInt32> { BlockReference.spread(octet) }

  /// A one for each kind for which it was up.
  @inline(__always)
  var up: SIMD4<UInt32> { BlockReference.spread(octet >> 4) }

  /// The bits of the kinds of which nothing is known.
  @inline(__always)
  var unknown: UInt8 { ~octet & 0xF }

  @inline(__always)
  private static func spread(_ bits: UInt8) -> SIMD4<UInt32> {
    SIMD4(repeating: UInt32(bits)) &>> SIMD4(0, 1, 2, 3) & SIMD4(repeating: 1)
  }

  /// Takes the present state for the kinds of which `kinds` has the bit.
  @inline(__always)
  mutating func refresh(_ kinds: UInt8, isUp: Bool) {
    octet = octet & ~(kinds << 4) | kinds | (isUp ? kinds << 4 : 0)
  }
}
