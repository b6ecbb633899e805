import Foundation
import Testing

/// Where commands write: whole files or none, nothing over what is read, and through what is no file.
struct OutputTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram

  private static let probing = "signal probing results.csv --list blocks.csv --geo places.csv"

  /// Lines that would destroy a file, and what is said of each.
  private static let notDistinctLines: [(String, String)] = [
    ("\(probing) --state q --changes q", "--changes: q is also --state"),
    ("\(probing) --state q --out ./q", "--out: ./q is also --state"),
    ("\(probing) --out q --changes folder/../q", "--out: q is also --changes"),
    ("\(probing) --changes blocks.csv", "--changes: blocks.csv is also --list"),
    ("\(probing) --out results.csv", "--out: results.csv is also an input"),
    ("\(probing) --out link.csv", "--out: link.csv is also an input"),
    ("\(probing) --out places.csv", "--out: places.csv is also --geo"),
    (
      "signal probing folder --list blocks.csv --out folder/part.csv",
      "--out: folder/part.csv is also an input"
    ),
    (
      "signal probing results.csv --replies --entity country/IR --out results.csv",
      "--out: results.csv is also an input"
    ),
    ("probing history results.csv --out results.csv", "--out: results.csv is also an input"),
    (
      "probing targets --list plan/vigil/targets-1.txt --out plan",
      "--out: plan/vigil/targets-1.txt is also --list"
    ),
    (
      "signal telescope results.csv --geo places.csv --out results.csv",
      "--out: results.csv is also an input"
    ),
    ("signal bgp results.csv --out results.csv", "--out: results.csv is also an input"),
    ("signal bgp results.csv --peers q --out q", "--out: q is also --peers"),
    ("signal bgp results.csv --checkpoint q --peers q", "--peers: q is also --checkpoint"),
    (
      "convert results.csv --to ndjson --output results.csv",
      "--output: results.csv is also an input"
    ),
  ]

  /// A block of 20 addresses that all answer, but not from 01:00 to 02:00: two changes.
  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    try folder.write("start,end,country,region\n11.0.0.0,11.255.255.255,IR,\n", to: "places.csv")
    try folder.write(
      "prefix,ever_responsive,availability\n11.0.1.0/24,20,0.9\n", to: "blocks.csv")
    var rows = "time,address,replied,prober\n"
    for round in 0..<18 {
      let isUp = !(6..<12).contains(round)
      // After a silence one answer does not do.
      for probe in 0..<(isUp ? (round == 12 ? 2 : 1) : 6) {
        rows += "\(1_573_862_400 + round * 600 + probe * 3),11.0.1.\(1 + (round + probe) % 20),"
        rows += "\(isUp ? 1 : 0),here\n"
      }
    }
    try folder.write(rows, to: "results.csv")
  }

  private func perform(_ line: String) throws -> VigilProgram.Outcome {
    try vigil.run(line.split(separator: " ").map(String.init))
  }

  /// The names in the folder that runs work in.
  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent(name).path, withDestinationPath: target)
  }

  /// What a link points at.
  private func target(of name: String) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(
      atPath: folder.url.appendingPathComponent(name).path)
  }

  @Test("Changes that cannot be put in place come again: the state stays as it was")
  func unplacedChanges() throws {
    try folder.write("", to: "taken/file")
    let before = try names()
    let refused = try perform("\(Self.probing) --state kept --changes taken")
    #expect(refused.status == 1)
    #expect(
      refused.message == "error: taken: cannot be written (it is a folder; name a file in it)\n")
    #expect(try names() == before)
    // A folder takes the name while the run waits for its results.
    let line = Self.probing.replacing("results.csv", with: "-")
    let failed = try vigil.shell(
      """
      (for i in $(seq 400); do compgen -G 'changes.*.part' > /dev/null && break; \
      sleep 0.05; done; mkdir changes; cat results.csv) | vigil \(line) --state kept --changes changes
      """)
    #expect(failed.status == 1)
    #expect(
      failed.message.contains("error: changes: cannot be written (Is a directory)"),
      "\(failed.message)")
    #expect(try names() == (before + ["changes"]).sorted())
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("changes"))
    let again = try perform("\(Self.probing) --state kept --changes changes")
    try #require(again.status == 0, "\(again.message)")
    #expect(try folder.text(of: "changes").split(separator: "\n").count == 2)
    #expect(try names() == (before + ["changes", "kept"]).sorted())
  }

  @Test("Signals that cannot be written leave neither state nor changes")
  func unwrittenSignals() throws {
    let before = try names()
    let run = try perform("\(Self.probing) --state kept --changes changes --out blocks.csv/up.csv")
    #expect(run.status == 1)
    #expect(run.message.contains("blocks.csv/up.csv: cannot be written (Not a directory)"))
    #expect(try names() == before)
  }

  @Test("What is wrong with the results is not told of the file of changes")
  func wrongResults() throws {
    try folder.write("time,address,replied\n1573862400,10.9.9.9,1\n", to: "results.csv")
    let before = try names()
    let run = try perform("\(Self.probing) --changes changes")
    #expect(run.status == 1 && run.message.contains("no result of a listed block was read"))
    #expect(!run.message.contains("cannot be written"))
    #expect(try names() == before)
  }

  @Test(
    "An output that is another one or an input is refused before anything is read",
    arguments: OutputTests.notDistinctLines)
  func notDistinct(_ line: String, _ message: String) throws {
    try link("link.csv", to: "results.csv")
    for name in ["folder/part.csv", "plan/vigil/targets-1.txt"] {
      try folder.write(try folder.bytes(of: "results.csv"), to: name)
    }
    let files = try folder.files(below: ".")
    let before = try files.map { try folder.bytes(of: $0) }
    let run = try perform(line)
    #expect(run.status == 2 && run.output == "", "\(line)")
    #expect(run.message.contains("\(message); name another file"), "\(run.message)")
    #expect(try folder.files(below: ".") == files)
    let isSame = try files.map { try folder.bytes(of: $0) } == before
    #expect(isSame, "\(line)")
  }

  @Test("A link stays a link, and what it points at is replaced")
  func links() throws {
    try folder.write("old\n", to: "data/up.csv")
    for name in ["up.csv", "changes", "list.cache"] { try link(name, to: "data/\(name)") }
    let run = try perform("\(Self.probing) --out up.csv --changes changes")
    try #require(run.status == 0, "\(run.message)")
    let history = try perform("probing history results.csv --least-hosts 1 --out list.cache")
    try #require(history.status == 0, "\(history.message)")
    #expect(try folder.text(of: "data/up.csv").contains("ping-slash24,country/IR,"))
    #expect(try folder.text(of: "data/changes").split(separator: "\n").count == 2)
    #expect(try folder.bytes(of: "data/list.cache").count > 0)
    #expect(try folder.files(below: "data") == ["changes", "list.cache", "up.csv"])
    for name in ["up.csv", "changes", "list.cache"] {
      #expect(try target(of: name) == "data/\(name)")
    }
  }

  @Test("Devices and open descriptors are written through, and may repeat")
  func devices() throws {
    try link("null", to: "/dev/null")
    try link("stdout", to: "/dev/stdout")
    try link("null.cache", to: "null")
    let before = try names()
    for line in [
      "\(Self.probing) --out null --changes null",
      "probing history results.csv --least-hosts 1 --out null.cache",
    ] {
      let run = try perform(line)
      #expect(run.status == 0 && run.output == "", "\(run.message)")
    }
    let shown = try perform("\(Self.probing) --out stdout")
    #expect(shown.status == 0, "\(shown.message)")
    let plain = try perform(Self.probing)
    #expect(shown.output == plain.output && plain.output.contains("ping-slash24,country/IR,"))
    #expect(try names() == before)
    #expect(try target(of: "null") == "/dev/null" && target(of: "null.cache") == "null")
    #expect(try target(of: "stdout") == "/dev/stdout")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("A pipe is written through", arguments: ["--out", "--changes"])
  func pipe(_ option: String) throws {
    let whole = try perform("\(Self.probing) \(option) whole")
    try #require(whole.status == 0, "\(whole.message)")
    // A reader that gets nothing gives up after a while.
    let piped = try vigil.shell(
      "mkfifo pipe; timeout 60 cat pipe > got & vigil \(Self.probing) \(option) pipe && wait "
        + "&& test -p pipe")
    #expect(piped.status == 0, "\(piped.message)")
    #expect(try folder.text(of: "got") == folder.text(of: "whole"))
    #expect(try names().filter { $0.hasSuffix(".part") } == [])
  }
}
