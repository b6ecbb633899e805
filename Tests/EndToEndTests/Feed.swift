import TestSupport

/// A made-up feed of three sources with different steps, with what real feeds have: a cut seen by
/// all, a dip, an hour in which the telescope reads zero, missing bins, noise.
struct Feed {
  struct Row {
    let datasource: String
    let entity: String
    let time: Int
    let value: Int

    var line: String { "\(datasource),\(entity),\(time),\(value)\n" }
  }

  static let header = "datasource,entity,time,value\n"
  /// 1 March 2021, 00:00 UTC.
  static let start = 1_614_556_800

  /// The rows in order of time.
  let rows: [Row]
  let end: Int

  /// Makes a feed of `days` days; the cut is on the second.
  init(seed: UInt64, days: Int = 3) {
    var random = SeededRandom(seed: seed)
    var rows: [Row] = []
    let shapes: [(String, Int, [(String, Double)])] = [
      ("bgp", 300, [("country/IR", 9_000), ("asn/44244", 3_000), ("asn/58224", 2_500)]),
      ("ping-slash24", 600, [("country/IR", 4_000), ("asn/58224", 1_500)]),
      ("merit-nt", 300, [("country/IR", 800), ("asn/58224", 300)]),
    ]
    let end = Feed.start + days * 86_400
    let cut = Feed.start + 86_400 + 3_600 * Int(random.unit() * 12)
    let back = cut + 3_600 * (4 + Int(random.unit() * 10))
    let dip = Feed.start + 43_200 + 600 * Int(random.unit() * 12)
    let silence = Feed.start + 70_000 - 70_000 % 600
    for (datasource, step, entities) in shapes {
      for time in stride(from: Feed.start, to: end, by: step) {
        for (entity, level) in entities {
          if random.unit() < 0.01 { continue }
          var value = level * (1 + 0.004 * (random.unit() - 0.5))
          if time >= cut, time < back { value *= datasource == "bgp" ? 0.3 : 0.05 }
          if time >= back, time < back + 7_200 { value *= 0.9 }
          if time >= dip, time < dip + 2_400, entity == "asn/58224" { value *= 0.4 }
          if datasource == "merit-nt", time >= silence, time < silence + 3_600 { value = 0 }
          rows.append(Row(datasource: datasource, entity: entity, time: time, value: Int(value)))
        }
      }
    }
    self.rows = rows.sorted {
      ($0.time, $0.datasource, $0.entity) < ($1.time, $1.datasource, $1.entity)
    }
    self.end = end
  }

  /// Rows as long CSV.
  static func csv(_ rows: some Sequence<Row>) -> [UInt8] {
    Array((header + rows.map(\.line).joined()).utf8)
  }

  /// The rows that start in a span.
  func rows(from: Int = 0, until: Int) -> ArraySlice<Row> {
    rows.filter { $0.time >= from && $0.time < until }[...]
  }
}
