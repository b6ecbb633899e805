/// Rows of session bits that each belong to one origin of a prefix, linked into lists.
///
/// Links are positions plus one, so that zero ends a list.
struct OriginRows: Sendable {
  private(set) var words: Int
  private(set) var origins: [UInt32] = []
  private(set) var bits: [UInt64] = []
  var nexts: [UInt32] = []
  private var free: UInt32 = 0

  init(words: Int) { self.words = words }

  /// Adds a row without bits and returns its link.
  mutating func add(origin: UInt32, next: UInt32) -> UInt32 {
    if free != 0 {
      let link = free
      free = nexts[Int(link) - 1]
      origins[Int(link) - 1] = origin
      nexts[Int(link) - 1] = next
      return link
    }
    origins.append(origin)
    nexts.append(next)
    for _ in 0..<words { bits.append(0) }
    return UInt32(origins.count)
  }

  /// Gives a row back, whose bits must be zero.
  mutating func release(_ link: UInt32) {
    nexts[Int(link) - 1] = free
    free = link
  }

  /// Forgets all rows and keeps their memory.
  mutating func removeAll() {
    origins.removeAll(keepingCapacity: true)
    bits.removeAll(keepingCapacity: true)
    nexts.removeAll(keepingCapacity: true)
    free = 0
  }

  func has(_ link: UInt32, _ column: Int) -> Bool {
    bits[(Int(link) - 1) * words + column >> 6] & 1 << UInt64(column & 63) != 0
  }

  mutating func set(_ link: UInt32, _ column: Int) {
    bits[(Int(link) - 1) * words + column >> 6] |= 1 << UInt64(column & 63)
  }

  mutating func clear(_ link: UInt32, _ column: Int) {
    bits[(Int(link) - 1) * words + column >> 6] &= ~(1 << UInt64(column & 63))
  }

  mutating func fill(_ link: UInt32, word: Int, _ value: UInt64) {
    bits[(Int(link) - 1) * words + word] = value
  }

  func word(_ link: UInt32, _ word: Int) -> UInt64 { bits[(Int(link) - 1) * words + word] }

  func isEmpty(_ link: UInt32) -> Bool {
    let base = (Int(link) - 1) * words
    for word in 0..<words where bits[base + word] != 0 { return false }
    return true
  }

  /// Makes room for more columns.
  mutating func widen(to words: Int) {
    bits = bits.widened(from: self.words, to: words)
    self.words = words
  }
}

extension [UInt64] {
  /// Rows of `old` words as rows of `new` words, which are more.
  func widened(from old: Int, to new: Int) -> [UInt64] {
    var wide = [UInt64](repeating: 0, count: count / old * new)
    for row in 0..<count / old {
      for word in 0..<old { wide[row * new + word] = self[row * old + word] }
    }
    return wide
  }
}
