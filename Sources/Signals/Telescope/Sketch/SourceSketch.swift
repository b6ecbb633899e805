import Glibc

/// An estimate of how many different addresses there are, in at most 16 KiB, which merges.
///
/// HyperLogLog with 2¹⁴ registers: its standard error is 0.81 %. Below 1,024 addresses it holds them all
/// and is exact. The sketch of a union is the merged sketch, octet for octet, however the addresses
/// were spread and in whatever order they came. Estimator: O. Ertl, New cardinality estimation
/// algorithms for HyperLogLog sketches (2017), algorithm 6, which needs no table of corrections.
public struct SourceSketch: Sendable, Equatable {
  /// The bits of a hash that choose a register.
  public static let precision = 14
  /// From this many addresses on the sketch estimates.
  public static let exactLimit = 1_024

  static let registerCount = 1 << precision
  /// The ranks that the other bits of a hash can have run from 1 to this.
  private static let maximumRank = 64 - precision + 1

  /// The addresses, ascending, as long as they are few.
  private(set) var addresses: [UInt32] = []
  /// The registers, once there are more.
  private(set) var registers: [UInt8] = []

  /// Creates a sketch of nothing.
  public init() {}

  /// Takes addresses that ascend, each once, fewer than `exactLimit`.
  init(addresses: [UInt32]) { self.addresses = addresses }

  /// Takes registers.
  init(registers: [UInt8]) { self.registers = registers }

  /// Whether the number of addresses is known exactly.
  public var isExact: Bool { registers.isEmpty }

  /// Adds an address. O(1) for an address above all others and once the sketch estimates; else
  /// O(addresses held).
  public mutating func insert(_ address: UInt32) {
    if !isExact { return raise(address) }
    if let last = addresses.last, address <= last {
      var low = 0
      var high = addresses.count
      while low < high {
        let middle = (low + high) / 2
        if addresses[middle] < address { low = middle + 1 } else { high = middle }
      }
      if addresses[low] == address { return }
      addresses.insert(address, at: low)
    } else {
      addresses.append(address)
    }
    if addresses.count >= SourceSketch.exactLimit { spread() }
  }

  /// Adds all addresses of another sketch.
  public mutating func merge(_ other: SourceSketch) {
    if other.isExact {
      for address in other.addresses { insert(address) }
      return
    }
    if isExact { spread() }
    for index in registers.indices where other.registers[index] > registers[index] {
      registers[index] = other.registers[index]
    }
  }

  /// Turns the addresses into registers.
  private mutating func spread() {
    registers = [UInt8](repeating: 0, count: SourceSketch.registerCount)
    let held = addresses
    addresses = []
    for address in held { raise(address) }
  }

  @inline(__always)
  private mutating func raise(_ address: UInt32) {
    let hash = SourceSketch.hash(address)
    let register = Int(hash >> UInt64(64 - SourceSketch.precision))
    // A bit behind the hash ends the zeros that are counted.
    let rest = hash << UInt64(SourceSketch.precision) | 1 << UInt64(SourceSketch.precision - 1)
    let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount + 1)
    if rank > registers[register] { registers[register] = rank }
  }

  /// The hash of an address: the finaliser of SplitMix64 over the address times 2³² plus itself.
  ///
  /// It is fixed for good, because sketches of different times and machines are merged.
  public static func hash(_ address: UInt32) -> UInt64 {
    var word = UInt64(address) << 32 | UInt64(address)
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  /// How many different addresses were added: exact below `exactLimit`, else an estimate. O(1) and
  /// O(registers).
  public var count: Double {
    if isExact { return Double(addresses.count) }
    var counts = [Double](repeating: 0, count: SourceSketch.maximumRank + 1)
    for register in registers { counts[min(Int(register), SourceSketch.maximumRank)] += 1 }
    let size = Double(SourceSketch.registerCount)
    var sum = size * SourceSketch.tau(1 - counts[SourceSketch.maximumRank] / size)
    var rank = SourceSketch.maximumRank - 1
    while rank >= 1 {
      sum = 0.5 * (sum + counts[rank])
      rank -= 1
    }
    sum += size * SourceSketch.sigma(counts[0] / size)
    return size * size / (2 * log(2) * sum)
  }

  /// x + Σ x^(2^k) 2^(k−1), the share of the registers that are still empty.
  private static func sigma(_ share: Double) -> Double {
    if share == 1 { return .infinity }
    var (x, y, z) = (share, 1.0, share)
    while true {
      x *= x
      let before = z
      z += x * y
      y += y
      if z == before { return z }
    }
  }

  /// (1 − x − Σ (1 − x^(2^−k))² 2^−k) / 3, the share of the registers that are full.
  private static func tau(_ share: Double) -> Double {
    if share == 0 || share == 1 { return 0 }
    var (x, y, z) = (share, 1.0, 1 - share)
    while true {
      x = x.squareRoot()
      let before = z
      y *= 0.5
      z -= (1 - x) * (1 - x) * y
      if z == before { return z / 3 }
    }
  }
}
