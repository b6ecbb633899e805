import Net

/// The hosts of some prefixes in an order in which neighbours lie far apart.
///
/// Host `i` and host `j` are the same only where `i` and `j` differ by a multiple of `count`. The
/// first and the last address of a /24 are left out: no host has them.
struct AddressRing {
  /// The number of hosts.
  let count: Int
  private let prefixes: [Prefix]
  /// The hosts before each prefix.
  private let before: [Int]
  /// What neighbours in the ring lie apart; it shares no divisor with `count`.
  private let stride: Int

  static let perBlock = 254

  init(_ holdings: some Sequence<AddressPlan.Holding>) {
    var prefixes: [Prefix] = []
    var before: [Int] = []
    var total = 0
    for holding in holdings {
      prefixes.append(holding.prefix)
      before.append(total)
      total += holding.blocks * AddressRing.perBlock
    }
    self.prefixes = prefixes
    self.before = before
    count = total
    // The golden section spreads any run of hosts most evenly.
    var stride = max(1, Int(Double(total) * 0.618_033_988_749_894_8))
    while AddressRing.commonDivisor(stride, total) > 1 { stride += 1 }
    self.stride = stride
  }

  /// The address of a host; the ring must hold one. O(log prefixes).
  subscript(host: Int) -> UInt32 {
    let place = (host % count).multipliedFullWidth(by: stride)
    let index = count.dividingFullWidth(place).remainder
    var low = 0
    var high = before.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if before[middle] <= index { low = middle } else { high = middle }
    }
    let rest = index - before[low]
    let block = UInt32(truncatingIfNeeded: rest / AddressRing.perBlock) << 8
    let last = UInt32(truncatingIfNeeded: rest % AddressRing.perBlock) + 1
    return prefixes[low].address.ipv4 &+ block &+ last
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
