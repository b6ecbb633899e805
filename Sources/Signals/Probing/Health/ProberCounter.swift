/// Counts what each prober does in a round, in flat arrays.
struct ProberCounter {
  /// The probers, with those that are new.
  private(set) var health: ProberHealth
  /// The probes of probers for which there is no place.
  private(set) var unjudged = 0
  private let countries: Int
  /// The row of each prober by its number, -1 for others.
  private var rows: [Int32]
  private var tallies: [Tally] = []
  /// The cells of each row, one a country.
  private var cells: [ProberCount.Cell] = []

  private struct Tally {
    var probes = 0
    var replies = 0
    var blocks = 0
    /// The last block that was probed, by index.
    var last = -1
  }

  init(_ health: ProberHealth, countries: Int) {
    self.health = health
    self.countries = countries
    rows = health.rows
    for _ in health.probers { addRow() }
  }

  private mutating func addRow() {
    tallies.append(Tally())
    cells += [ProberCount.Cell](repeating: ProberCount.Cell(), count: countries)
  }

  /// Counts a probe of the block at an index of the list; returns the prober's row if the probe is its
  /// first of that block.
  @inline(__always)
  mutating func count(_ prober: Int, isReply: Bool, block: Int) -> Int? {
    var row = Int(rows[prober])
    if row < 0 {
      guard let new = health.add(UInt16(truncatingIfNeeded: prober)) else {
        unjudged &+= 1
        return nil
      }
      row = new
      rows[prober] = Int32(truncatingIfNeeded: new)
      addRow()
    }
    tallies[row].probes &+= 1
    if isReply { tallies[row].replies &+= 1 }
    guard tallies[row].last != block else { return nil }
    tallies[row].last = block
    tallies[row].blocks &+= 1
    return row
  }

  /// Counts a prober's first probe of a block that was up.
  @inline(__always)
  mutating func countFirst(_ row: Int, _ country: Int, isReply: Bool, expected: Double) {
    let place = row &* countries &+ country
    cells[place].probes &+= 1
    if isReply { cells[place].replies &+= 1 }
    cells[place].expected &+= UInt64(min(max(expected, 0), 1) * 65_535)
  }

  /// What was counted, by row.
  var counts: [ProberCount] {
    tallies.enumerated().map { row, tally in
      ProberCount(
        probes: tally.probes, replies: tally.replies, blocks: tally.blocks,
        cells: Array(cells[row * countries..<(row + 1) * countries]))
    }
  }
}
