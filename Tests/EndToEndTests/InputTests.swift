import Foundation
import Inflate
import SignalFiles
import Testing

/// What runs take as input, and the forms that they turn into each other.
struct InputTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram
  let feed = Feed(seed: 31, days: 3)
  let plain: String

  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(feed.rows), to: "feed.csv")
    plain = try vigil.run(["detect", "feed.csv", "--format", "ndjson"]).output
    #expect(plain.contains("\"status\":\"closed\""))
  }

  @Test("Standard input, gzip, folders and files give the same events")
  func sources() throws {
    let bytes = Feed.csv(feed.rows)
    let piped = try vigil.run(["detect", "-", "--format", "ndjson"], input: bytes)
    #expect(piped.output == plain)
    let packed = try Gzip.compress(bytes)
    #expect(try vigil.run(["detect", "-", "--format", "ndjson"], input: packed).output == plain)
    try folder.write(packed, to: "folder/feed.csv.gz")
    #expect(try vigil.run(["detect", "folder", "--format", "ndjson"]).output == plain)
    #expect(
      try vigil.run(["detect", "folder/feed.csv.gz", "--format", "ndjson"]).output == plain)
    let twice = try vigil.run(["detect", "-", "-"], input: bytes)
    #expect(twice.status == 1)
    #expect(twice.message == "error: standard input can be read once; name - once\n")
  }

  @Test("Inputs that cannot be had are named with their reason")
  func missing() throws {
    let none = try vigil.run(["detect", "none.csv"])
    #expect(none.status == 1)
    #expect(none.message == "error: none.csv: cannot be read (No such file or directory)\n")
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("empty"), withIntermediateDirectories: true)
    let empty = try vigil.run(["detect", "empty"])
    #expect(empty.status == 1)
    #expect(empty.message.hasPrefix("error: empty: holds no .json, .csv, .ndjson, .txt or .tsv"))
    try folder.write("a table\nof nothing\n", to: "odd.csv")
    let odd = try vigil.run(["detect", "odd.csv"])
    #expect(odd.status == 1 && odd.message.hasPrefix("error: odd.csv"))
    try folder.write("a table\nof nothing\n", to: "mixed/odd.csv")
    try folder.write(Feed.csv(feed.rows), to: "mixed/feed.csv")
    let mixed = try vigil.run(["detect", "mixed", "--format", "ndjson"])
    #expect(mixed.status == 0 && mixed.output == plain)
    #expect(mixed.message.contains("odd.csv"))
    #expect(mixed.message.contains("not-a-signal-file"))
    #expect(mixed.message.contains("skipped, because the folder was named and not the file"))
  }

  @Test(
    "Every form that holds a feed can be written, read and written back",
    arguments: [
      SignalFormat.longCSV, .ndjson, .graphite, .iodaAPI,
    ])
  func converts(_ format: SignalFormat) throws {
    let there = try vigil.run(["convert", "feed.csv", "--to", format.rawValue, "--output", "x"])
    #expect(there.status == 0, "\(there.message)")
    #expect(try vigil.run(["detect", "x", "--format", "ndjson"]).output == plain)
    let back = try vigil.run(["convert", "x", "--to", "long-csv", "--output", "back.csv.gz"])
    #expect(back.status == 0, "\(back.message)")
    #expect(try vigil.run(["detect", "back.csv.gz", "--format", "ndjson"]).output == plain)
    #expect(try folder.bytes(of: "back.csv.gz").starts(with: [0x1F, 0x8B]))
  }

  @Test("Forms of one country hold its signals")
  func convertsOneCountry() throws {
    let own = feed.rows.filter { $0.entity == "country/IR" }
    try folder.write(Feed.csv(own), to: "own.csv")
    let events = try vigil.run(["detect", "own.csv", "--format", "ndjson"]).output
    for format in ["wide-csv", "chart-csv"] {
      let there = try vigil.run(["convert", "own.csv", "--to", format, "--output", "y.csv"])
      #expect(there.status == 0, "\(there.message)")
      let read = try vigil.run(["detect", "y.csv", "--country", "IR", "--format", "ndjson"])
      #expect(read.output == events, "\(format): \(read.message)")
    }
  }

  @Test("A place that cannot be written to is named with its reason")
  func unwritable() throws {
    let converted = try vigil.run([
      "convert", "feed.csv", "--to", "ndjson", "--output", "nowhere/x",
    ])
    #expect(converted.status == 1)
    #expect(
      converted.message == "error: nowhere/x: cannot be written (No such file or directory)\n")
    let replayed = try vigil.run(["replay", "feed.csv", "--out", "/proc/nowhere"])
    #expect(replayed.status == 1)
    #expect(replayed.message.hasPrefix("error: /proc/nowhere"))
    #expect(replayed.message.contains("cannot be written ("))
    #expect(!replayed.message.contains("Domain"))
  }

  @Test("Inspect names a next command, and that command runs")
  func inspects() throws {
    try folder.write("time,value\n2021-03-01T00:00:00Z,5\n2021-03-01T00:05:00Z,6\n", to: "p.csv")
    try folder.write(
      "time,bgp,ping-slash24\n2021-03-01T00:00:00Z,500,40\n2021-03-01T00:10:00Z,600,41\n",
      to: "w.csv")
    let inputs = [
      ["feed.csv"], ["p.csv", "--datasource", "bgp", "--entity", "country/IR"],
      ["w.csv", "--country", "IR"],
    ]
    for arguments in inputs {
      let run = try vigil.run(["inspect"] + arguments)
      let line = run.lines.last { $0.hasPrefix("next ") } ?? ""
      let command = line.dropFirst(4).drop { $0 == " " }
      #expect(command.hasPrefix("vigil "), "\(arguments): \(run.output)\(run.message)")
      let next = try vigil.shell(String(command))
      #expect(next.status == 0, "\(command): \(next.message)")
    }
    let sample = try vigil.run(["inspect", Sample.folder])
    #expect(sample.status == 0, "\(sample.message)")
    #expect(sample.output.contains("--entities \(Sample.folder)/entities.csv"))
    #expect(sample.output.contains("--annotations \(Sample.folder)/annotations.csv"))
    #expect(sample.output.contains("notice       \(Sample.notice)"))
    #expect(try vigil.run(["inspect", "none", "feed.csv"]).status == 1)
  }

  @Test("No colour where output is no terminal, with NO_COLOR or without")
  func colour() throws {
    for environment in [["NO_COLOR": "1"], [:]] {
      let run = try vigil.run(["detect", "feed.csv"], environment: environment)
      #expect(!run.output.contains("\u{1B}") && !run.message.contains("\u{1B}"))
    }
  }
}
