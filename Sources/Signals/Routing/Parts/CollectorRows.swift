/// Routes of one family of one collector: for prefixes which of its sessions see which origin.
struct CollectorRows: Sendable {
  /// The words of a row's sessions.
  var words = 1
  /// For each row the position of its prefix among those of the bin, ascending.
  var positions: [UInt32] = []
  /// For each row the origin, 0 for none.
  var origins: [UInt32] = []
  /// For each row the sessions, one a bit, by their columns.
  var bits: [UInt64] = []

  /// Adds a row, unless nobody is in it.
  mutating func add(position: Int, origin: UInt32, _ word: (Int) -> UInt64) {
    var isEmpty = true
    for index in 0..<words {
      bits.append(word(index))
      isEmpty = isEmpty && word(index) == 0
    }
    if isEmpty {
      bits.removeLast(words)
    } else {
      positions.append(UInt32(position))
      origins.append(origin)
    }
  }

  /// Whether a session stands in a row.
  func has(_ row: Int, _ column: Int) -> Bool {
    bits[row * words + column >> 6] & 1 << UInt64(column & 63) != 0
  }

  /// The rows of a position, from a place on that moves behind them.
  func rows(at position: Int, from place: inout Int) -> Range<Int> {
    let first = place
    while place < positions.count, positions[place] == UInt32(position) { place += 1 }
    return first..<place
  }
}
