public import Net
import Timeline

/// A whole internet's routes, made on the spot: inputs of any size for measuring, never kept in
/// memory.
///
/// Prefixes lie in blocks, a /20 with seven prefixes inside or an IPv6 /32 with three; a block has one
/// origin, an origin has one block or many. Everything follows from the shape and its seed.
public struct SyntheticInternet: Sendable {
  /// How large it is.
  public let shape: Shape
  /// The origin of each IPv4 block; IPv6 blocks borrow from it.
  let origins: [UInt32]

  /// The prefixes of a block: offset from its first address and length, in order.
  static let inBlock: [(offset: UInt32, length: UInt8)] = [
    (0, 20), (0, 24), (0x100, 24), (0x400, 22), (0x500, 24), (0x800, 23), (0xC00, 24), (0xF00, 24),
  ]
  /// The same of an IPv6 block, the offset in units of a /64.
  static let inBlock6: [(offset: UInt64, length: UInt8)] = [
    (0, 32), (0, 48), (0x1_0000, 48), (0x100_0000, 40),
  ]
  static let perBlock = 8
  static let perBlock6 = 4

  /// Makes an internet. O(prefixes) time, 0.5 octets a prefix.
  public init(_ shape: Shape) {
    self.shape = shape
    // Runs of blocks with one origin: most are short, some hold hundreds.
    let noise = NoiseStream(seed: shape.seed, label: "origins")
    let blocks =
      (max(1, shape.prefixes) + SyntheticInternet.perBlock - 1)
      / SyntheticInternet.perBlock
    var origins: [UInt32] = []
    origins.reserveCapacity(blocks)
    var run = 0
    while origins.count < blocks {
      let draw = noise.unit(run)
      let length = draw * 512 < 1 ? 512 : Int(1 / draw)
      let asn = UInt32(1_000 + run * 3)
      for _ in 0..<min(512, max(1, length), blocks - origins.count) { origins.append(asn) }
      run += 1
    }
    self.origins = origins
  }

  /// The IPv4 prefix of a number below `shape.prefixes`; ascending.
  public func prefix(_ number: Int) -> Prefix {
    let place = SyntheticInternet.inBlock[number % SyntheticInternet.perBlock]
    return Prefix(
      ipv4: SyntheticInternet.start(ofBlock: number / SyntheticInternet.perBlock) + place.offset,
      length: place.length)
  }

  /// The IPv6 prefix of a number below `shape.prefixes6`; ascending.
  public func prefix6(_ number: Int) -> Prefix {
    let place = SyntheticInternet.inBlock6[number % SyntheticInternet.perBlock6]
    let block = UInt64(0x2A00_0000 + number / SyntheticInternet.perBlock6) << 32
    return Prefix(high: block + place.offset, length: place.length, family: .ipv6)
  }

  /// The origin of an IPv4 prefix.
  public func origin(_ number: Int) -> ASN { ASN(origins[number / SyntheticInternet.perBlock]) }

  /// The origin of an IPv6 prefix.
  public func origin6(_ number: Int) -> ASN {
    ASN(origins[number / SyntheticInternet.perBlock6 * 2 % origins.count])
  }

  /// Every second /20 from 11.0.0.0 on; 125,000 of them end below 73.0.0.0, so none is special.
  static func start(ofBlock block: Int) -> UInt32 { 0x0B00_0000 &+ UInt32(block) &* 0x2000 }

  /// Mixes a number's bits (SplitMix64's finish).
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
