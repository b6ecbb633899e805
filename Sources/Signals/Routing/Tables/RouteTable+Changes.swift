/// Routes that come and go.
extension RouteTable {
  /// A session has a route to a prefix, in place of the one of the same path identifier.
  @inline(__always)
  mutating func announce(_ prefix: Int, _ column: Int, pathID: UInt32, origin: UInt32) {
    if pathID == 0, !hasPaths[column] {
      let word = prefix &* words &+ column >> 6
      let row = bits[word]
      let bit: UInt64 = 1 << UInt64(column & 63)
      if row & bit != 0, origins[prefix] == origin { return }
      replace(prefix, column, with: origin)
    } else {
      announcePath(prefix, column, pathID, origin)
    }
  }

  /// Several sessions have a route to a prefix by which all see one origin.
  ///
  /// None of them uses path identifiers or has its changes logged.
  mutating func announce(_ prefix: Int, _ batch: SessionBatch) {
    let place = prefix &* words &+ batch.word
    let row = bits[place]
    if more[prefix] == 0, kept[prefix] <= 1 {
      let isEmpty = row == 0 && isFirstEmpty(prefix)
      if isEmpty || origins[prefix] == batch.origin {
        var new = batch.bits & ~row
        guard new != 0 else { return }
        touch(prefix)
        origins[prefix] = batch.origin
        bits[place] = row | new
        var counts = self.counts.mutableSpan
        while new != 0 {
          counts[batch.word << 6 | new.trailingZeroBitCount] &+= 1
          new &= new &- 1
        }
        return
      }
    }
    var left = batch.bits
    while left != 0 {
      let column = batch.word << 6 | left.trailingZeroBitCount
      left &= left &- 1
      announce(prefix, column, pathID: 0, origin: batch.origin)
    }
  }

  /// A session no longer has a route.
  @inline(__always)
  mutating func withdraw(_ prefix: Int, _ column: Int, pathID: UInt32) {
    if pathID == 0, !hasPaths[column] {
      guard let row = row(of: prefix, column) else { return }
      touch(prefix, column)
      removeBit(prefix, column, row)
      counts[column] -= 1
    } else {
      withdrawPath(prefix, column, pathID)
    }
  }

  /// Makes `origin` the only one that a session sees of a prefix.
  private mutating func replace(_ prefix: Int, _ column: Int, with origin: UInt32) {
    if let row = row(of: prefix, column) {
      if row != 0, rows.origins[Int(row) - 1] == origin { return }
      touch(prefix, column)
      removeBit(prefix, column, row)
    } else {
      touch(prefix, column)
      counts[column] += 1
    }
    addBit(prefix, column, origin)
  }

  /// The row in which a session stands: 0 for the first, a link for another, nothing for none.
  private func row(of prefix: Int, _ column: Int) -> UInt32? {
    if bits[prefix * words + column >> 6] & 1 << UInt64(column & 63) != 0 { return 0 }
    var link = more[prefix]
    while link != 0 {
      if rows.has(link, column) { return link }
      link = rows.nexts[Int(link) - 1]
    }
    return nil
  }

  private func isFirstEmpty(_ prefix: Int) -> Bool {
    for word in 0..<words where bits[prefix * words + word] != 0 { return false }
    return true
  }

  /// Adds a session to the row of an origin, which is made if it is not there.
  mutating func addBit(_ prefix: Int, _ column: Int, _ origin: UInt32) {
    if kept[prefix] > 1, !isLogged[column] { addKeptBit(prefix, column, origin) }
    let word = prefix * words + column >> 6
    let bit: UInt64 = 1 << UInt64(column & 63)
    let isEmpty = isFirstEmpty(prefix)
    if !isEmpty, origins[prefix] == origin {
      bits[word] |= bit
      return
    }
    var link = more[prefix]
    while link != 0 {
      if rows.origins[Int(link) - 1] == origin {
        rows.set(link, column)
        return
      }
      link = rows.nexts[Int(link) - 1]
    }
    if isEmpty {
      origins[prefix] = origin
      bits[word] |= bit
    } else {
      let link = rows.add(origin: origin, next: more[prefix])
      rows.set(link, column)
      more[prefix] = link
    }
  }

  /// Takes a session out of a row, and the row out of its list once it is empty.
  mutating func removeBit(_ prefix: Int, _ column: Int, _ row: UInt32) {
    if kept[prefix] > 1, !isLogged[column] {
      removeKeptBit(prefix, column, row == 0 ? origins[prefix] : rows.origins[Int(row) - 1])
    }
    guard row != 0 else {
      bits[prefix * words + column >> 6] &= ~(1 << UInt64(column & 63))
      return
    }
    rows.clear(row, column)
    guard rows.isEmpty(row) else { return }
    if more[prefix] == row {
      more[prefix] = rows.nexts[Int(row) - 1]
    } else {
      var link = more[prefix]
      while rows.nexts[Int(link) - 1] != row { link = rows.nexts[Int(link) - 1] }
      rows.nexts[Int(link) - 1] = rows.nexts[Int(row) - 1]
    }
    rows.release(row)
  }

  // Sessions with path identifiers: every route is counted, and a bit is there for its origin while
  // any route of the session leads to it. A bit without a count is a route without identifier, from
  // before the session used them.

  private func key(_ prefix: Int, _ column: Int, _ value: UInt32) -> PathKey {
    PathKey(prefix: UInt32(prefix), column: UInt32(column), value: value)
  }

  private mutating func countPlainRoute(_ prefix: Int, _ column: Int) {
    guard let row = row(of: prefix, column) else { return }
    let origin = row == 0 ? origins[prefix] : rows.origins[Int(row) - 1]
    guard pathCounts[key(prefix, column, origin)] == nil else { return }
    pathCounts[key(prefix, column, origin)] = 1
    paths[key(prefix, column, 0)] = origin
  }

  private mutating func announcePath(
    _ prefix: Int, _ column: Int, _ pathID: UInt32, _ origin: UInt32
  ) {
    hasPaths[column] = true
    countPlainRoute(prefix, column)
    let old = paths[key(prefix, column, pathID)]
    if old == origin { return }
    touch(prefix, column)
    let held = holds(prefix, column)
    if let old { dropPath(prefix, column, origin: old) }
    paths[key(prefix, column, pathID)] = origin
    let others = pathCounts[key(prefix, column, origin)] ?? 0
    pathCounts[key(prefix, column, origin)] = others + 1
    if others == 0 { addBit(prefix, column, origin) }
    if !held { counts[column] += 1 }
  }

  private mutating func withdrawPath(_ prefix: Int, _ column: Int, _ pathID: UInt32) {
    countPlainRoute(prefix, column)
    guard let old = paths.removeValue(forKey: key(prefix, column, pathID)) else { return }
    touch(prefix, column)
    dropPath(prefix, column, origin: old)
    if !holds(prefix, column) { counts[column] -= 1 }
  }

  /// Takes one route from an origin's count, and the bit with the last one.
  private mutating func dropPath(_ prefix: Int, _ column: Int, origin: UInt32) {
    let left = (pathCounts[key(prefix, column, origin)] ?? 1) - 1
    guard left == 0 else {
      pathCounts[key(prefix, column, origin)] = left
      return
    }
    pathCounts[key(prefix, column, origin)] = nil
    if bits[prefix * words + column >> 6] & 1 << UInt64(column & 63) != 0,
      origins[prefix] == origin
    {
      removeBit(prefix, column, 0)
      return
    }
    var link = more[prefix]
    while link != 0 {
      if rows.origins[Int(link) - 1] == origin, rows.has(link, column) {
        removeBit(prefix, column, link)
        return
      }
      link = rows.nexts[Int(link) - 1]
    }
  }

  /// The origin that a session without path identifiers sees of a prefix, or nothing.
  func origin(of prefix: Int, _ column: Int) -> UInt32? {
    guard let row = row(of: prefix, column) else { return nil }
    return row == 0 ? origins[prefix] : rows.origins[Int(row) - 1]
  }

  /// The sessions of a word of columns that hold a prefix.
  func held(_ prefix: Int, word: Int) -> UInt64 {
    var all = bits[prefix * words + word]
    var link = more[prefix]
    while link != 0 {
      all |= rows.word(link, word)
      link = rows.nexts[Int(link) - 1]
    }
    return all
  }

  /// Takes all routes from a session. O(prefixes) unless it holds none.
  mutating func clear(column: Int) {
    guard counts[column] > 0 else { return }
    let word = column >> 6
    let bit: UInt64 = 1 << UInt64(column & 63)
    for prefix in 0..<count {
      var isHeld = bits[prefix &* words &+ word] & bit != 0
      if more[prefix] != 0 { isHeld = isHeld || holds(prefix, column) }
      guard isHeld else { continue }
      touch(prefix, column)
      while let row = row(of: prefix, column) { removeBit(prefix, column, row) }
      counts[column] -= 1
      if counts[column] == 0 { break }
    }
    if hasPaths[column] {
      paths = paths.filter { $0.key.column != UInt32(column) }
      pathCounts = pathCounts.filter { $0.key.column != UInt32(column) }
    }
  }
}
