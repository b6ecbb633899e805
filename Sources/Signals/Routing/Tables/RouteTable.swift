/// Which session holds a route to which prefix of a family, and with which origin.
///
/// Sessions are columns. A prefix has one row of bits for the origin that most of its sessions see,
/// and one more in a list for each other origin, so that a route costs one bit where origins agree.
/// Before the first change of a prefix in a bin its rows are kept, so that the state at the end of
/// the bin before can still be counted when the set of full-feed peers turns out to have changed.
struct RouteTable: Sendable {
  /// The words of a row.
  private(set) var words = 1
  /// The columns in use.
  private(set) var columns = 0
  /// The first row of each prefix.
  var bits: [UInt64] = []
  /// The origin of the first row; of no meaning while that is empty.
  var origins: [UInt32] = []
  /// The list of the other rows of each prefix.
  var more: [UInt32] = []
  var rows = OriginRows(words: 1)
  /// How many prefixes each session holds.
  var counts: [Int] = []
  /// Whether changes of a column are logged: its session was known at the end of the bin before.
  var isLogged: [Bool] = []

  /// The routes of sessions that use path identifiers, by prefix, column and identifier.
  var paths: [PathKey: UInt32] = [:]
  /// How many of these lead to an origin, by prefix, column and origin.
  var pathCounts: [PathKey: UInt32] = [:]
  /// Whether a session has ever used path identifiers.
  var hasPaths: [Bool] = []

  /// The prefixes that were touched since the last bin ended.
  private(set) var touched: [UInt32] = []
  /// For each prefix 0 if untouched, 1 if touched, else the link of its kept rows plus one.
  private(set) var kept: [UInt32] = []
  private(set) var keptRows = OriginRows(words: 1)

  /// A prefix and a column with a path identifier or an origin.
  struct PathKey: Hashable, Sendable {
    let prefix: UInt32
    let column: UInt32
    let value: UInt32
  }

  var count: Int { origins.count }

  init() {}

  /// Restores a table from its first rows; nothing where these do not fit the columns.
  init?(columns: Int, bits: [UInt64], origins: [UInt32]) {
    words = max((columns + 63) / 64, 1)
    guard bits.count == origins.count * words else { return nil }
    self.columns = columns
    self.bits = bits
    self.origins = origins
    more = [UInt32](repeating: 0, count: origins.count)
    kept = more
    rows = OriginRows(words: words)
    keptRows = rows
    counts = [Int](repeating: 0, count: columns)
    isLogged = [Bool](repeating: false, count: columns)
    hasPaths = isLogged
  }

  /// Makes room for prefixes up to `count`.
  @inline(__always)
  mutating func grow(to count: Int) {
    guard origins.count < count else { return }
    while origins.count < count {
      for _ in 0..<words { bits.append(0) }
      origins.append(0)
      more.append(0)
      kept.append(0)
    }
  }

  /// Adds a session and returns its column.
  mutating func addColumn() -> Int {
    let column = columns
    columns += 1
    counts.append(0)
    isLogged.append(false)
    hasPaths.append(false)
    if columns > words * 64 {
      bits = bits.widened(from: words, to: words + 1)
      rows.widen(to: words + 1)
      keptRows.widen(to: words + 1)
      words += 1
    }
    return column
  }

  /// Whether a session's routes bear no path identifiers and its changes are not logged.
  func isPlain(_ column: Int) -> Bool { !isLogged[column] && !hasPaths[column] }

  /// Whether a session holds a prefix.
  func holds(_ prefix: Int, _ column: Int) -> Bool {
    if bits[prefix * words + column >> 6] & 1 << UInt64(column & 63) != 0 { return true }
    var link = more[prefix]
    while link != 0 {
      if rows.has(link, column) { return true }
      link = rows.nexts[Int(link) - 1]
    }
    return false
  }

  /// Notes that a prefix is about to change for a session.
  @inline(__always)
  mutating func touch(_ prefix: Int, _ column: Int) {
    let mark = kept[prefix]
    if mark == 0 {
      kept[prefix] = 1
      touched.append(UInt32(prefix))
    }
    if mark <= 1, isLogged[column] { keep(prefix) }
  }

  /// Notes that a prefix must be judged anew, while nothing of it changes.
  @inline(__always)
  mutating func touch(_ prefix: Int) {
    if kept[prefix] == 0 {
      kept[prefix] = 1
      touched.append(UInt32(prefix))
    }
  }

  /// Keeps the rows of a prefix as they are.
  private mutating func keep(_ prefix: Int) {
    var head: UInt32 = 0
    var link = more[prefix]
    while link != 0 {
      head = keptRows.add(origin: rows.origins[Int(link) - 1], next: head)
      for word in 0..<words { keptRows.fill(head, word: word, rows.word(link, word)) }
      link = rows.nexts[Int(link) - 1]
    }
    head = keptRows.add(origin: origins[prefix], next: head)
    for word in 0..<words { keptRows.fill(head, word: word, bits[prefix * words + word]) }
    kept[prefix] = head + 1
  }

  // What changes without being logged counts for the end of the bin before too, so that rows which
  // another session's change made keep must follow it.

  mutating func addKeptBit(_ prefix: Int, _ column: Int, _ origin: UInt32) {
    let head = kept[prefix] - 1
    var link = head
    while link != 0 {
      if keptRows.origins[Int(link) - 1] == origin { return keptRows.set(link, column) }
      link = keptRows.nexts[Int(link) - 1]
    }
    let added = keptRows.add(origin: origin, next: keptRows.nexts[Int(head) - 1])
    keptRows.nexts[Int(head) - 1] = added
    keptRows.set(added, column)
  }

  mutating func removeKeptBit(_ prefix: Int, _ column: Int, _ origin: UInt32) {
    var link = kept[prefix] - 1
    while link != 0 {
      if keptRows.origins[Int(link) - 1] == origin { keptRows.clear(link, column) }
      link = keptRows.nexts[Int(link) - 1]
    }
  }

  /// Forgets what was touched.
  mutating func clearTouched() {
    for prefix in touched { kept[Int(prefix)] = 0 }
    if touched.count > 1 << 16 {
      touched = []
      keptRows = OriginRows(words: words)
    } else {
      touched.removeAll(keepingCapacity: true)
      keptRows.removeAll()
    }
  }
}
