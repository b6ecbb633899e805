import Engine
import Incidents
import SignalFiles
import TestSupport
import Testing

/// Any cut of a feed into runs gives the changes of one run, byte for byte.
struct StateCutTests {
  /// What the runs after a cut are handed.
  enum Handing: String, CaseIterable {
    case everything, new, overlapping, shuffled
  }

  @Test("A feed cut anywhere gives the changes of one run", arguments: Handing.allCases)
  func cuts(_ handing: Handing) throws {
    for seed in UInt64(1)...4 {
      let feed = Feed(seed: seed)
      var whole = WatchedRuns()
      try whole.take(feed.rows)
      #expect(whole.lines.count > 10)
      var random = SeededRandom(seed: seed &* 31)
      var cuts = (0..<12).map { _ in Feed.start + Int(random.unit() * 3 * 86_400) }
      cuts += (0..<3).map { Feed.start + 86_400 + $0 * 300 }
      cuts = cuts.sorted() + [feed.end]
      var runs = WatchedRuns()
      var from = Feed.start
      for cut in cuts {
        let rows =
          switch handing {
          case .everything: feed.rows(until: cut)
          case .new: feed.rows(from: from, until: cut)
          case .overlapping: feed.rows(from: from - Int(random.unit() * 40_000), until: cut)
          case .shuffled: feed.rows(from: from - 7_200, until: cut).shuffled(using: &random)[...]
          }
        if !rows.isEmpty { try runs.take(rows) }
        from = cut
      }
      let unlike = zip(runs.lines, whole.lines).first { $0 != $1 }
      #expect(runs.lines == whole.lines, "seed \(seed): \(String(describing: unlike))")
      #expect(runs.outcomes.allSatisfy { $0.revised == 0 && $0.misaligned == 0 && $0.late == 0 })
    }
  }

  @Test("A run for every few minutes gives the changes of one run")
  func everyRun() throws {
    let feed = Feed(seed: 9, days: 2)
    var whole = WatchedRuns()
    try whole.take(feed.rows)
    var runs = WatchedRuns()
    try runs.take(feed.rows(until: Feed.start + 80_000))
    var from = Feed.start + 80_000
    var random = SeededRandom(seed: 5)
    while from < Feed.start + 110_000 {
      let until = from + 300 * (1 + Int(random.unit() * 4))
      let rows = feed.rows(from: from, until: until)
      if !rows.isEmpty { try runs.take(rows) }
      from = until
    }
    try runs.take(feed.rows(from: from, until: feed.end))
    #expect(runs.lines == whole.lines)
    #expect(runs.outcomes.allSatisfy { $0.misaligned == 0 })
  }

  @Test("Repeated, changed and late points are told apart, and none is judged again")
  func countsWhatIsNotNew() throws {
    let feed = Feed(seed: 2, days: 2)
    let missing = feed.rows[100]
    let rows = feed.rows.filter {
      !($0.time == missing.time && $0.datasource == missing.datasource)
    }
    var runs = WatchedRuns()
    try runs.take(rows)
    let lines = runs.lines
    let changed = rows.enumerated().map { index, row in
      index == 50
        ? Feed.Row(
          datasource: row.datasource, entity: row.entity, time: row.time, value: row.value / 2)
        : row
    }
    let late = feed.rows.filter {
      $0.time == missing.time && $0.datasource == missing.datasource
    }
    try runs.take(changed + late)
    let outcome = try #require(runs.outcomes.last)
    #expect(outcome.revised == 1)
    #expect(outcome.late == late.count)
    #expect(outcome.repeated > 1_000)
    #expect(runs.lines == lines)
  }

  @Test("The newest bins are held back, and judged when they have settled", arguments: [0, 2, 6])
  func settles(_ bins: Int) throws {
    let feed = Feed(seed: 3, days: 1)
    var runs = WatchedRuns()
    try runs.take(feed.rows, settle: bins)
    let outcome = try #require(runs.outcomes.first)
    let held = feed.rows.count { row in
      row.time + (row.datasource == "ping-slash24" ? 600 : 300) > feed.end - bins * 600
    }
    #expect(outcome.heldBack == held)
    #expect(outcome.coverage.judged > 0)
    let later = Feed.Row(
      datasource: "bgp", entity: "country/IR", time: feed.end + 86_100, value: 9_000)
    try runs.take([later], settle: bins)
    #expect(runs.outcomes.last?.heldBack == (bins == 0 ? 0 : 1))
  }

  @Test("A value that comes again while it is held back counts as the feed gave it last")
  func fillsLate() throws {
    let feed = Feed(seed: 4, days: 1)
    var whole = WatchedRuns()
    try whole.take(feed.rows)
    try whole.take([Feed.Row(datasource: "bgp", entity: "country/IR", time: feed.end, value: 9)])
    let newest = try #require(feed.rows.last?.time)
    let half = feed.rows.map { row in
      row.time < newest
        ? row
        : Feed.Row(
          datasource: row.datasource, entity: row.entity, time: row.time, value: row.value / 3)
    }
    var runs = WatchedRuns()
    try runs.take(half)
    try runs.take(feed.rows(from: newest, until: feed.end))
    try runs.take([Feed.Row(datasource: "bgp", entity: "country/IR", time: feed.end, value: 9)])
    #expect(runs.lines == whole.lines)
    #expect(runs.outcomes.allSatisfy { $0.revised == 0 })
  }

  @Test("A stretch of centuries without bins costs nothing")
  func longGap() throws {
    let feed = Feed(seed: 6, days: 1)
    let far = feed.rows.prefix(300).map { row in
      Feed.Row(
        datasource: row.datasource, entity: row.entity, time: row.time + 300 * 86_400 * 300,
        value: row.value)
    }
    var runs = WatchedRuns()
    try runs.take(feed.rows)
    try runs.take(far)
    let outcome = try #require(runs.outcomes.last)
    #expect(outcome.coverage.signals.count == 7)
    #expect(outcome.misaligned == 0)
    let entities = ["country/IR", "country/TR"]
    let apart = entities.enumerated().flatMap { position, entity in
      (0..<20).map { index in
        Feed.Row(
          datasource: "bgp", entity: entity,
          time: Feed.start + position * 86_400 * 365 * 70 + index * 300, value: 900)
      }
    }
    let file = try SignalReader().read(Feed.csv(apart), name: "apart.csv")
    let result = try Replay(RunOptions()).run(file.signals)
    #expect(result.coverage.signals.count == 2)
  }
}
