import Detection
import Engine
import Foundation
import TestSupport
import Testing

/// A state that cannot be trusted is refused, and stays as it is.
struct StateDamageTests {
  private static func state() throws -> (bytes: [UInt8], text: String) {
    let text = ProfileText.text(of: .vigil)
    let watch = try WatchState(profile: .vigil, sourceHealth: true)
    return (watch.encoded(profileText: text), text)
  }

  @Test("Every truncation and every changed byte of a state is refused")
  func damage() throws {
    let (bytes, text) = try StateDamageTests.state()
    for count in bytes.indices {
      #expect(throws: StateError.self) {
        try WatchState(
          decoding: Array(bytes[..<count]), profile: .vigil, profileText: text, sourceHealth: true)
      }
    }
    var random = SeededRandom(seed: 1)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= UInt8(1 + Int(random.unit() * 255))
      #expect(throws: StateError.self) {
        try WatchState(
          decoding: changed, profile: .vigil, profileText: text, sourceHealth: true)
      }
    }
  }

  @Test("A damaged state file ends the run with 1 and a message, and stays as it is")
  func refusesFile() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(Feed(seed: 1, days: 2).rows), to: "feed.csv")
    let first = try vigil.run(["detect", "feed.csv", "--state", "state"])
    #expect(first.status == 0, "\(first.message)")
    let good = try folder.bytes(of: "state")
    var random = SeededRandom(seed: 3)
    for round in 0..<24 {
      var bad = good
      if round % 3 == 0 {
        bad.removeLast(1 + Int(random.unit() * Double(good.count - 1)))
      } else {
        bad[Int(random.unit() * Double(good.count))] ^= UInt8(1 + Int(random.unit() * 255))
      }
      try folder.write(bad, to: "state")
      let run = try vigil.run(["detect", "feed.csv", "--state", "state"])
      #expect(run.status == 1 && !run.isKilled && run.output.isEmpty)
      #expect(run.message.hasPrefix("error: state: the state "), "\(run.message)")
      #expect(run.message.contains("move it away to start afresh"))
      #expect(try folder.bytes(of: "state") == bad)
      #expect(try folder.files(below: ".") == ["feed.csv", "state"])
    }
  }

  @Test(
    "A state is taken up under its own rules only",
    arguments: [["--profile", "ioda"], ["--set", "bgp.warning=0.98"], ["--no-source-health"]])
  func refusesOtherRules(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(Feed(seed: 1, days: 1).rows), to: "feed.csv")
    #expect(try vigil.run(["detect", "feed.csv", "--state", "state"]).status == 0)
    let good = try folder.bytes(of: "state")
    let run = try vigil.run(["detect", "feed.csv", "--state", "state"] + arguments)
    #expect(run.status == 1)
    #expect(
      run.message
        == "error: state: the state was written under another profile; "
        + "move it away to start afresh\n")
    #expect(try folder.bytes(of: "state") == good)
  }

  @Test("A state that cannot be written says so, and what was printed is printed again")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(Feed(seed: 1, days: 2).rows), to: "feed.csv")
    let run = try vigil.run(["detect", "feed.csv", "--state", "nowhere/state"])
    #expect(run.status == 1 && !run.output.isEmpty)
    #expect(run.message.contains("nowhere/state: the state cannot be written"))
    #expect(run.message.contains("will be printed again"))
  }

  @Test("What a killed run left beside the state is removed by the next")
  func sweeps() throws {
    let folder = try TemporaryFolder()
    try folder.write("half", to: "state.99999999.tmp")
    try folder.write("of another", to: "state.\(ProcessInfo.processInfo.processIdentifier).tmp")
    try folder.write("not ours", to: "state.backup.tmp")
    let file = StateFile(path: folder.url.appendingPathComponent("state").path)
    try file.replace(with: [1, 2, 3])
    #expect(
      try folder.files(below: ".") == ["state", "state.backup.tmp"]
    )
    #expect(try folder.bytes(of: "state") == [1, 2, 3])
  }
}
