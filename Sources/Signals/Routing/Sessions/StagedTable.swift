/// A table of a collector that already holds routes, as its differences from these.
struct StagedTable: Sendable {
  /// A bit for every route of the table that is there already, in rows like those of the routes.
  private var seen: [UInt64] = []
  private var words = 1
  /// The others, in the order of the table.
  private var changes: [Change] = []
  /// The columns of sessions with path identifiers, whose routes are all among the changes.
  private var rebuilt: Set<Int> = []

  private struct Change {
    let prefix: UInt32
    let column: UInt32
    let pathID: UInt32
    let origin: UInt32
  }

  /// Takes a route of the table.
  mutating func take(
    _ prefix: Int, _ column: Int, _ pathID: UInt32, _ origin: UInt32, _ routes: inout RouteTable
  ) {
    if words != routes.words {
      seen = seen.widened(from: words, to: routes.words)
      words = routes.words
    }
    while seen.count < (prefix + 1) * words { seen.append(0) }
    if pathID != 0 || routes.hasPaths[column] { rebuild(column, routes) }
    let word = prefix * words + column >> 6
    let bit: UInt64 = 1 << UInt64(column & 63)
    // A second route of the same session and prefix replaces the first.
    if !rebuilt.contains(column), seen[word] & bit == 0 {
      if routes.origins[prefix] == origin, routes.bits[word] & bit != 0 {
        seen[word] |= bit
        return
      }
      if routes.origin(of: prefix, column) == origin {
        seen[word] |= bit
        return
      }
    }
    add(prefix, column, pathID, origin)
  }

  private mutating func add(_ prefix: Int, _ column: Int, _ pathID: UInt32, _ origin: UInt32) {
    seen[prefix * words + column >> 6] |= 1 << UInt64(column & 63)
    changes.append(
      Change(prefix: UInt32(prefix), column: UInt32(column), pathID: pathID, origin: origin))
  }

  /// Makes a column one whose routes are all changes.
  private mutating func rebuild(_ column: Int, _ routes: RouteTable) {
    guard rebuilt.insert(column).inserted else { return }
    let bit: UInt64 = 1 << UInt64(column & 63)
    let changed = Set(changes.lazy.filter { $0.column == UInt32(column) }.map(\.prefix))
    for prefix in 0..<seen.count / words where seen[prefix * words + column >> 6] & bit != 0 {
      guard !changed.contains(UInt32(prefix)), let origin = routes.origin(of: prefix, column)
      else { continue }
      add(prefix, column, 0, origin)
    }
  }

  /// Applies the differences: what the table does not hold goes, what is new or other comes.
  mutating func commit(_ columns: [Int], to routes: inout RouteTable) {
    if words != routes.words {
      seen = seen.widened(from: words, to: routes.words)
      words = routes.words
    }
    while seen.count < routes.count * words { seen.append(0) }
    var mask = [UInt64](repeating: 0, count: words)
    for column in columns {
      // None of what a session with path identifiers holds is known as seen.
      if rebuilt.contains(column) || routes.hasPaths[column] {
        routes.clear(column: column)
      } else {
        mask[column >> 6] |= 1 << UInt64(column & 63)
      }
    }
    for prefix in 0..<routes.count {
      for word in 0..<words where mask[word] != 0 {
        var stale = routes.held(prefix, word: word) & mask[word] & ~seen[prefix * words + word]
        while stale != 0 {
          let column = word << 6 + stale.trailingZeroBitCount
          stale &= stale - 1
          routes.withdraw(prefix, column, pathID: 0)
        }
      }
    }
    for change in changes {
      routes.announce(
        Int(change.prefix), Int(change.column), pathID: change.pathID, origin: change.origin)
    }
  }
}
