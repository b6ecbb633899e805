import Net

/// What a bin changed, taken out of one table and put into another.
extension RouteTable {
  /// What changed since the last bin ended, which is then forgotten. O(prefixes touched).
  mutating func takeChanges(_ index: PrefixIndex, sessions: [UInt32]) -> CollectorBin.Changes {
    var changes = CollectorBin.Changes(sessions: sessions)
    changes.now.words = words
    changes.before.words = words
    for (position, prefix) in touched.enumerated() {
      let prefix = Int(prefix)
      changes.prefixes.append(index.prefix(prefix))
      changes.now.add(position: position, origin: origins[prefix]) { bits[prefix * words + $0] }
      var link = more[prefix]
      while link != 0 {
        changes.now.add(position: position, origin: rows.origins[Int(link) - 1]) {
          rows.word(link, $0)
        }
        link = rows.nexts[Int(link) - 1]
      }
      changes.isKept.append(kept[prefix] > 1)
      link = max(kept[prefix], 1) - 1
      while link != 0 {
        changes.before.add(position: position, origin: keptRows.origins[Int(link) - 1]) {
          keptRows.word(link, $0)
        }
        link = keptRows.nexts[Int(link) - 1]
      }
    }
    clearTouched()
    return changes
  }

  /// Makes the changes of a collector's bin, whose columns are `columns` here and whose prefixes
  /// have the numbers `prefixes`; those for which there is no room here are passed over.
  mutating func make(_ changes: CollectorBin.Changes, columns: [Int?], prefixes: [UInt32]) {
    var before = 0
    var now = 0
    for (position, prefix) in prefixes.enumerated() {
      let old = changes.before.rows(at: position, from: &before)
      let new = changes.now.rows(at: position, from: &now)
      guard prefix != PrefixIndex.none else { continue }
      // What is not logged counts for the end of the bin before; so all that is not told apart does.
      if changes.isKept[position] {
        put(changes.before, old, Int(prefix), columns, isLogged: false)
      }
      put(changes.now, new, Int(prefix), columns, isLogged: changes.isKept[position])
    }
  }

  /// Makes some rows all that sessions hold of a prefix.
  private mutating func put(
    _ wanted: CollectorRows, _ range: Range<Int>, _ prefix: Int, _ columns: [Int?], isLogged: Bool
  ) {
    for (number, column) in columns.enumerated() {
      guard let column else { continue }
      let wasHeld = holds(prefix, column)
      if !wasHeld, !range.contains(where: { wanted.has($0, number) }) { continue }
      self.isLogged[column] = isLogged
      if wasHeld {
        for (row, origin) in originRows(of: prefix, column)
        where !range.contains(where: { wanted.has($0, number) && wanted.origins[$0] == origin }) {
          touch(prefix, column)
          removeBit(prefix, column, row)
        }
      }
      for row in range where wanted.has(row, number) {
        guard !originRows(of: prefix, column).contains(where: { $0.origin == wanted.origins[row] })
        else { continue }
        touch(prefix, column)
        addBit(prefix, column, wanted.origins[row])
      }
      counts[column] += (holds(prefix, column) ? 1 : 0) - (wasHeld ? 1 : 0)
    }
  }

  /// The rows of a prefix in which a session stands, 0 for the first, with their origins.
  private func originRows(of prefix: Int, _ column: Int) -> [(row: UInt32, origin: UInt32)] {
    var found: [(row: UInt32, origin: UInt32)] = []
    if bits[prefix * words + column >> 6] & 1 << UInt64(column & 63) != 0 {
      found.append((0, origins[prefix]))
    }
    var link = more[prefix]
    while link != 0 {
      if rows.has(link, column) { found.append((link, rows.origins[Int(link) - 1])) }
      link = rows.nexts[Int(link) - 1]
    }
    return found
  }
}
