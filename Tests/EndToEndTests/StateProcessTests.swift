import Foundation
import TestSupport
import Testing

/// `detect --state` as a job that dies, meets closed pipes, and is run again.
struct StateProcessTests {
  @Test("Runs that are killed at any moment and repeated lose no change")
  func killed() throws {
    let feed = Feed(seed: 11)
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(feed.rows), to: "whole.csv")
    let whole = try vigil.run(["detect", "whole.csv", "--state", "whole"]).lines
    try #require(whole.count > 10)
    var random = SeededRandom(seed: 8)
    var lines: [String] = []
    var kills = 0
    let cuts = (1...8).map { Feed.start + $0 * (feed.end - Feed.start) / 8 }
    for cut in cuts {
      try folder.write(Feed.csv(feed.rows(until: cut)), to: "part.csv")
      for _ in 0..<4 {
        let run = try vigil.start(["detect", "part.csv", "--state", "state"])
        Thread.sleep(forTimeInterval: random.unit() * 0.4)
        run.kill()
        let outcome = try run.wait()
        if outcome.isKilled { kills += 1 }
        // A line that was cut off is no line.
        let ends = outcome.output.lastIndex(of: "\n")
        lines += ends.map { outcome.output[..<$0].split(separator: "\n").map(String.init) } ?? []
      }
      let run = try vigil.run(["detect", "part.csv", "--state", "state"])
      #expect(run.status == 0)
      lines += run.lines
    }
    #expect(kills > 0)
    #expect(WatchedRuns.withoutRepeats(lines) == whole)
    #expect(try folder.files(below: ".").filter { $0.hasSuffix(".tmp") } == [])
  }

  @Test("A reader that stops early ends the run quietly, and the next run prints all again")
  func closedPipe() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(Feed(seed: 12).rows), to: "feed.csv")
    let whole = try vigil.run(["detect", "feed.csv", "--state", "whole"])
    let closed = try vigil.shell(
      "vigil detect feed.csv --state state 2>err | true; echo ${PIPESTATUS[0]}")
    #expect(closed.output == "0\n")
    #expect(try folder.text(of: "err") == "")
    #expect(try !folder.files(below: ".").contains("state"))
    let again = try vigil.run(["detect", "feed.csv", "--state", "state"])
    #expect(again.output == whole.output)
    #expect(try vigil.run(["detect", "feed.csv", "--state", "state"]).output == "")
  }

  @Test("A full disk for standard output keeps the state as it was")
  func fullOutput() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(Feed(seed: 12).rows), to: "feed.csv")
    let run = try vigil.shell("vigil detect feed.csv --state state >/dev/full")
    #expect(run.status == 1)
    #expect(
      run.message == "error: standard output: cannot be written (No space left on device)\n")
    #expect(try folder.files(below: ".") == ["feed.csv"])
  }

  @Test("The counts of a run stand on standard error")
  func counts() throws {
    let feed = Feed(seed: 13, days: 2)
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(feed.rows), to: "feed.csv")
    let first = try vigil.run(["detect", "feed.csv", "--state", "state"])
    #expect(first.message.contains(" held back until they settle\n"))
    #expect(first.message.contains("coverage: 7 signals read"))
    let place = feed.rows.count - 200
    let row = feed.rows[place]
    var changed = feed.rows
    changed[place] = Feed.Row(
      datasource: row.datasource, entity: row.entity, time: row.time, value: row.value + 5)
    try folder.write(Feed.csv(changed), to: "feed.csv")
    let second = try vigil.run(["detect", "feed.csv", "--state", "state"])
    #expect(second.output == "")
    #expect(second.message.contains(" seen before, 1 revised since they were judged, "))
    #expect(second.message.contains("coverage: no new bin to judge"))
    let times = Set(
      feed.rows.filter { $0.datasource == "bgp" && $0.entity == "country/IR" }.map(\.time))
    let gap = try #require(
      stride(from: feed.end - 81_000, to: feed.end - 3_600, by: 300).first { !times.contains($0) })
    let late = Feed.Row(datasource: "bgp", entity: "country/IR", time: gap, value: 9_000)
    try folder.write(Feed.csv([late]), to: "late.csv")
    let third = try vigil.run(["detect", "late.csv", "--state", "state"])
    #expect(third.message.contains("points: 1 late, for bins passed over as missing"))
    let coarse = stride(from: feed.end, to: feed.end + 36_000, by: 3_600).map {
      Feed.Row(datasource: "bgp", entity: "country/IR", time: $0, value: 9_000)
    }
    try folder.write(Feed.csv(coarse), to: "coarse.csv")
    let fourth = try vigil.run(["detect", "coarse.csv", "--state", "state"])
    #expect(fourth.message.contains("10 off the bins of earlier runs"))
  }
}
