import Foundation
import TestSupport
import Testing

/// How runs end, and what a monitor learns from it.
struct ExitStatusTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram

  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    let feed = Feed(seed: 21)
    try folder.write(Feed.csv(feed.rows), to: "whole.csv")
    let quiet = Feed.start + 40_000
    try folder.write(Feed.csv(feed.rows(until: quiet)), to: "quiet.csv")
    // Ends within the cut.
    let low = feed.rows.last {
      $0.entity == "country/IR" && $0.datasource == "bgp" && $0.value < 4_000
    }
    try folder.write(Feed.csv(feed.rows(until: try #require(low).time)), to: "open.csv")
  }

  @Test("0 where nothing is open, 3 while an event is, without --exit-code always 0")
  func open() throws {
    #expect(try vigil.run(["detect", "quiet.csv", "--exit-code"]).status == 0)
    #expect(try vigil.run(["detect", "whole.csv", "--exit-code"]).status == 0)
    #expect(try vigil.run(["detect", "open.csv", "--exit-code"]).status == 3)
    #expect(try vigil.run(["detect", "open.csv"]).status == 0)
    let state = ["--state", "state", "--settle", "0", "--exit-code"]
    #expect(try vigil.run(["detect", "open.csv"] + state).status == 3)
    #expect(try vigil.run(["detect", "open.csv"] + state).status == 3)
    #expect(try vigil.run(["detect", "whole.csv"] + state).status == 0)
  }

  @Test("4 where nothing can be judged, and the output says so")
  func blind() throws {
    let rows = (0..<600).map {
      Feed.Row(
        datasource: "merit-nt", entity: "country/IQ", time: Feed.start + $0 * 300, value: 3 + $0 % 3
      )
    }
    try folder.write(Feed.csv(rows), to: "low.csv")
    let run = try vigil.run(["detect", "low.csv", "--exit-code"])
    #expect(run.status == 4)
    #expect(run.message.contains("merit-nt country/IQ: level "))
    #expect(run.message.contains(" is below the floor of 20"))
    #expect(!(run.output + run.message).contains("no outage"))
    let watch = ["--state", "state", "--exit-code"]
    #expect(try vigil.run(["detect", "low.csv"] + watch).status == 4)
    // An open event wins over a source that cannot be judged.
    #expect(try vigil.run(["detect", "low.csv", "open.csv", "--exit-code"]).status == 3)
  }

  @Test("4 while the newest bins of a source are put down to the instrument")
  func unhealthy() throws {
    let end = Feed.start + 86_400
    var rows: [Feed.Row] = []
    for time in stride(from: Feed.start, to: end, by: 300) {
      let isSilent = time >= end - 7_200
      rows.append(
        Feed.Row(
          datasource: "merit-nt", entity: "country/IR", time: time, value: isSilent ? 0 : 900))
      if time % 600 == 0 {
        rows.append(
          Feed.Row(datasource: "ping-slash24", entity: "country/IR", time: time, value: 4_000))
      }
    }
    try folder.write(Feed.csv(rows), to: "silent.csv")
    let run = try vigil.run(["detect", "silent.csv", "--exit-code"])
    #expect(run.status == 4, "\(run.output)")
    let watched = try vigil.run([
      "detect", "silent.csv", "--exit-code", "--state", "state", "--settle", "0",
    ])
    #expect(watched.status == 4 && watched.output == "")
    let judged = try vigil.run(["detect", "silent.csv", "--exit-code", "--no-source-health"])
    #expect(judged.status == 3)
  }

  @Test("A real telescope of low level: nothing could be judged", .enabled(if: Corpus.isPresent))
  func iraq() throws {
    let path = Corpus.path("ioda/iraq-2023/ioda_country_IQ_iraq.csv")
    let all = try vigil.run([
      "convert", path, "--country", "IQ", "--to", "long-csv", "--output", "all.csv",
    ])
    #expect(all.status == 0)
    let lines = try folder.text(of: "all.csv").split(separator: "\n")
    let telescope = lines.filter { $0.hasPrefix("datasource,") || $0.hasPrefix("merit-nt,") }
    try folder.write(telescope.joined(separator: "\n"), to: "telescope.csv")
    let run = try vigil.run(["detect", "telescope.csv", "--exit-code"])
    #expect(run.status == 4)
    #expect(run.message.contains("not judged: merit-nt country/IQ: level "))
  }

  @Test(
    "2 for a command line that is wrong, with what was expected",
    arguments: [
      (["detect"], "Missing expected argument '<files> ...'"),
      (["detect", "quiet.csv", "--bogus"], "Unknown option '--bogus'"),
      (["detect", "quiet.csv", "--format", "xml"], "'xml' is invalid for '--format <format>'"),
      (["detect", "quiet.csv", "--level", "normal"], "'normal' is invalid"),
      (["detect", "quiet.csv", "--country", "Iran"], "--country Iran: expected an ISO 3166-1"),
      (["detect", "quiet.csv", "--entity", "x"], "--entity x: expected kind/code such as"),
      (["detect", "quiet.csv", "--zone", "Asia"], "--zone Asia: expected Z or an offset"),
      (["detect", "quiet.csv", "--from", "today"], "--from today: expected 2019-11-16T15:05Z"),
      (["detect", "quiet.csv", "--until", "x"], "--until x: expected 2019-11-16T15:05Z"),
      (["detect", "quiet.csv", "--from", "9", "--until", "9"], "--until must lie after --from"),
      (["detect", "quiet.csv", "--settle", "-1"], "--settle"),
      (["detect", "quiet.csv", "--settle", "1001"], "--settle 1001: expected 0 to 1000 bins"),
      (["detect", "quiet.csv", "--state", "s", "--format", "csv"], "--state prints NDJSON"),
      (["detect", "quiet.csv", "--emit", "alerts", "--format", "csv"], "--emit alerts prints"),
      (["anatomy", "quiet.csv", "--at", "x"], "--at x: expected 2019-11-16T15:05Z"),
      (["anatomy", "quiet.csv", "--window", "1s"], "--window 1s: expected a duration from 5m"),
      (["anatomy", "quiet.csv", "--rows", "0"], "--rows: expected 1 or more"),
      (["replay", "quiet.csv", "--local-zone", "x"], "--local-zone x: expected Z or an offset"),
      (["scenario", "nowhere", "--out", "x"], "no world is called 'nowhere'; known: iran-2019"),
      (["scenario", "iran-2019"], "give --out, --archive or both"),
      (["verify", "x"], "Missing expected argument '<inputs> ...'"),
    ])
  func usage(_ arguments: [String], _ expected: String) throws {
    let run = try vigil.run(arguments)
    #expect(run.status == 2 && !run.isKilled)
    #expect(run.output == "")
    #expect(run.message.contains(expected), "\(run.message)")
  }

  @Test("Closed pipes and streams end a run quietly")
  func closed() throws {
    let pipe = try vigil.shell(
      "vigil detect whole.csv --emit verdicts 2>err | head -1 >/dev/null; echo ${PIPESTATUS[0]}")
    #expect(pipe.output == "0\n")
    #expect(try folder.text(of: "err") == "")
    let both = try vigil.shell(
      "vigil detect whole.csv 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}")
    #expect(both.output == "0\n")
    let shut = try vigil.shell("vigil detect whole.csv 2>&- >/dev/null; echo $?")
    #expect(shut.output == "0\n")
  }

  @Test("Help and version are data, and end with 0")
  func help() throws {
    for arguments in [[], ["--help"], ["detect", "--help"], ["--version"]] {
      let run = try vigil.run(arguments)
      #expect(run.status == 0 && !run.output.isEmpty && run.message.isEmpty)
    }
  }
}
