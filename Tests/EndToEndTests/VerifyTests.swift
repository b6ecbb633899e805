import Foundation
import Testing

/// `vigil verify` on a small report: what it accepts, and all that it rejects.
struct VerifyTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram

  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(Feed(seed: 61).rows), to: "in/feed.csv")
    let run = try vigil.run([
      "replay", "in/feed.csv", "--country", "IR", "--set", "bgp.floor=30", "--out", "out",
    ])
    #expect(run.status == 0, "\(run.message)")
  }

  private func verify() throws -> VigilProgram.Outcome {
    try vigil.run(["verify", "out", "in"])
  }

  @Test("Accepts a report, from the folder of its inputs and from the files")
  func accepts() throws {
    #expect(try verify().status == 0)
    let byFile = try vigil.run(["verify", "out/", "in/feed.csv"])
    #expect(byFile.status == 0, "\(byFile.message)")
    #expect(byFile.output == "verified: the same bytes from the same inputs\n")
  }

  @Test("Rejects a digit changed in any one of the files")
  func digits() throws {
    for path in try folder.files(below: "out") {
      let original = try folder.bytes(of: "out/\(path)")
      for seed in UInt64(0)..<(path == "manifest.json" ? 25 : 2) {
        try folder.write(DigitChange(original, seed: seed).bytes, to: "out/\(path)")
        let run = try verify()
        #expect(run.status == 1 && !run.isKilled, "\(path) \(seed): \(run.message)")
        #expect(run.output == "" && !run.message.isEmpty)
        if path != "manifest.json" {
          #expect(run.message.hasPrefix("\(path): differs from byte "), "\(run.message)")
        }
      }
      try folder.write(original, to: "out/\(path)")
    }
    #expect(try verify().status == 0)
  }

  @Test("Rejects a file that is missing, one that is not part of it, and no report at all")
  func files() throws {
    let paths = try folder.files(below: "out").filter { $0 != "manifest.json" }
    #expect(paths.count > 6)
    for path in paths {
      let original = try folder.bytes(of: "out/\(path)")
      try FileManager.default.removeItem(at: folder.url.appendingPathComponent("out/\(path)"))
      let run = try verify()
      #expect(run.status == 1)
      #expect(run.message == "\(path): missing in the report\n")
      try folder.write(original, to: "out/\(path)")
    }
    try folder.write("x", to: "out/more.txt")
    #expect(try verify().message == "more.txt: not part of the report\n")
    let none = try vigil.run(["verify", "in", "in"])
    #expect(none.status == 1)
    #expect(none.message.hasSuffix("holds no manifest.json; name the folder of a report\n"))
    try folder.write("{}", to: "out/manifest.json")
    #expect(try verify().message == "manifest.json: is not the manifest of a report\n")
  }

  @Test("Rejects inputs that were changed, and names those that are missing")
  func inputs() throws {
    var rows = try folder.text(of: "in/feed.csv").split(separator: "\n").map(String.init)
    rows.swapAt(5, 6)
    try folder.write(rows.joined(separator: "\n") + "\n", to: "in/feed.csv")
    let changed = try verify()
    #expect(changed.status == 1)
    #expect(changed.message.contains("feed.csv: not the bytes that the report was made from"))
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("in/feed.csv"))
    let missing = try verify()
    #expect(missing.status == 1)
    #expect(
      missing.message
        == "error: the report was made from 'feed.csv'; give it, or the folder that holds it\n")
  }

  @Test("Tells inputs of one name in several folders apart")
  func sameNames() throws {
    let feed = Feed(seed: 62)
    for (folderName, datasource) in [("a", "bgp"), ("b", "ping-slash24")] {
      let rows = feed.rows.filter { $0.datasource == datasource }
      try folder.write(Feed.csv(rows), to: "\(folderName)/feed.csv")
    }
    #expect(try vigil.run(["replay", "a/feed.csv", "b/feed.csv", "--out", "two"]).status == 0)
    let run = try vigil.run(["verify", "two", "a/feed.csv", "b/feed.csv"])
    #expect(run.status == 0, "\(run.message)")
  }

  @Test("Takes a profile's file from the inputs, and rejects a changed one")
  func profileFile() throws {
    let shown = try vigil.run(["profiles", "show", "ioda"])
    try folder.write(shown.output, to: "in/own")
    try folder.write(shown.output, to: "own.toml")
    for profile in ["in/own", "own.toml"] {
      let made = try vigil.run(["replay", "in/feed.csv", "--profile", profile, "--out", "p"])
      #expect(made.status == 0, "\(made.message)")
      let run = try vigil.run(["verify", "p", "in/feed.csv", profile])
      #expect(run.status == 0, "\(run.message)")
      try folder.write(shown.output.replacing("\"1h\"", with: "\"2h\""), to: profile)
      #expect(try vigil.run(["verify", "p", "in/feed.csv", profile]).status == 1)
      let missing = try vigil.run(["verify", "p", "in/feed.csv"])
      #expect(missing.status == 1)
      #expect(missing.message.contains("the report was made from '"))
    }
  }

  @Test("Rejects a folder of inputs in which one of them is missing")
  func folderOfInputs() throws {
    let feed = Feed(seed: 63)
    for datasource in ["bgp", "ping-slash24"] {
      let rows = feed.rows.filter { $0.datasource == datasource }
      try folder.write(Feed.csv(rows), to: "both/\(datasource).csv")
    }
    #expect(try vigil.run(["replay", "both", "--out", "third"]).status == 0)
    #expect(try vigil.run(["verify", "third", "both"]).status == 0)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("both/bgp.csv"))
    let run = try vigil.run(["verify", "third", "both"])
    #expect(run.status == 1)
    #expect(run.message.contains("bgp.csv: the report was made from it; it was not given\n"))
  }

  @Test("Names an input that the report was not made from, and another version")
  func strangers() throws {
    let rows = Feed(seed: 64).rows
    try folder.write(Feed.csv(rows.filter { $0.datasource == "bgp" }), to: "some/bgp.csv")
    #expect(try vigil.run(["replay", "some", "--out", "fourth"]).status == 0)
    try folder.write(
      Feed.csv(rows.filter { $0.datasource == "merit-nt" }), to: "some/merit.csv")
    let more = try vigil.run(["verify", "fourth", "some"])
    #expect(more.status == 1)
    #expect(more.message.contains("merit.csv: not among the inputs of the report\n"))
    let manifest = try folder.text(of: "out/manifest.json")
    let version = try vigil.run(["--version"]).output.split(separator: "\n")[0]
    try folder.write(
      manifest.replacing("\"\(version)\"", with: "\"0.0.1\""), to: "out/manifest.json")
    let other = try verify()
    #expect(other.status == 1)
    #expect(other.message.contains("manifest.json: made by version 0.0.1, this is \(version)"))
  }
}
