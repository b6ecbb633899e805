/// Prefixes of a network, or of several, whose visible ones can add up to any number of /24s.
///
/// Sizes are powers of two, no one larger than one more than the sum of the smaller ones.
struct PrefixPool {
  /// The place of the first prefix among the holdings; the others follow.
  let first: Int
  /// The sizes in /24s, descending.
  let sizes: [Int]
  /// How many /24s are visible in each bin; empty for all of them in every bin.
  let values: [Int]
  /// Which prefixes are visible.
  private(set) var isVisible: [Bool]
  /// The sum of the sizes behind each place.
  private let behind: [Int]
  private var current = 0

  /// Creates a pool of which nothing is visible yet.
  init(first: Int, sizes: [Int], values: [Int]) {
    self.first = first
    self.sizes = sizes
    self.values = values
    isVisible = [Bool](repeating: false, count: sizes.count)
    var behind = [Int](repeating: 0, count: sizes.count)
    for index in sizes.indices.dropLast().reversed() {
      behind[index] = behind[index + 1] + sizes[index + 1]
    }
    self.behind = behind
  }

  /// The sizes of a pool of `total` /24s, descending: small ones to count with, and as many of the
  /// largest, at most `largest`, as fit.
  static func sizes(total: Int, largest: Int) -> [Int] {
    guard total > 0 else { return [] }
    let top = power(below: min(largest, total / 16))
    var sizes = [1]
    var size = 1
    while size < top {
      sizes.append(size)
      size *= 2
    }
    return (sizes + parts(of: total - top, largest: top)).sorted(by: >)
  }

  /// The sizes of `total` /24s that need not be told apart: as few as add up to it.
  static func parts(of total: Int, largest: Int) -> [Int] {
    var rest = total
    var size = power(below: largest)
    var sizes: [Int] = []
    while rest > 0 {
      sizes += repeatElement(size, count: rest / size)
      rest %= size
      size /= 2
    }
    return sizes
  }

  /// The largest power of two that is not above `limit`; 1 at least.
  private static func power(below limit: Int) -> Int {
    var power = 1
    while power * 2 <= limit { power *= 2 }
    return power
  }

  /// Makes as many /24s visible as the bin wants, and appends the places of the prefixes that came
  /// or went.
  ///
  /// From the largest down, a prefix stays as it is while the smaller ones can make up for it, so
  /// few change. A value beyond the sum gives the sum. O(prefixes) where the value changes.
  mutating func move(to bin: Int, changes: inout [Int]) {
    let value = values.isEmpty ? sizes.reduce(0, +) : max(0, values[bin])
    guard value != current else { return }
    current = value
    var rest = value
    for index in sizes.indices {
      let wanted = isVisible[index] ? sizes[index] <= rest : rest > behind[index]
      if wanted { rest -= sizes[index] }
      if wanted != isVisible[index] {
        isVisible[index] = wanted
        changes.append(first + index)
      }
    }
  }
}
