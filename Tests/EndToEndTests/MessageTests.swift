import Detection
import Engine
import Incidents
import Foundation
import SignalFiles
import Testing
import Timeline

/// Messages of runs that no other test of this target meets.
struct MessageTests {
  @Test("An unknown detector is named by the library")
  func detector() throws {
    var profile = Profile.vigil
    profile.detector = "magic"
    let expected = EngineError.unknownDetector("magic")
    #expect(throws: expected) { try Replay(RunOptions(profile: profile)).run(SignalSet()) }
    #expect(throws: expected) { try WatchState(profile: profile, sourceHealth: true) }
    #expect(
      expected.description
        == "no detector is called 'magic'; 'vigil profiles list' names the ones there are")
  }

  @Test("A state of another version, or with the other source health, says so")
  func version() throws {
    let folder = try TemporaryFolder()
    let text = ProfileText.text(of: .vigil)
    let watch = try WatchState(profile: .vigil, sourceHealth: true)
    var bytes = watch.encoded(profileText: text)
    let file = StateFile(path: folder.url.appendingPathComponent("s").path)
    // The version follows the length and the eleven letters of the magic text.
    bytes[8 + 11] = 99
    try file.replace(with: bytes)
    let error = #expect(throws: EngineError.self) {
      try file.load(profile: .vigil, profileText: text)
    }
    let message = try #require(error).description
    #expect(message.contains("the state has format 99, this program writes "))
    #expect(message.hasSuffix("; move it away to start afresh"))
    try file.replace(with: watch.encoded(profileText: text))
    var other = Profile.vigil
    other.sourceHealth = false
    let second = #expect(throws: EngineError.self) {
      try file.load(profile: other, profileText: text)
    }
    #expect(
      try #require(second).description.contains(
        "the state was written under another source health"))
  }

  @Test("Incidents that an anatomy does not show are counted")
  func smaller() throws {
    let folder = try TemporaryFolder()
    var rows: [Feed.Row] = []
    for (entity, level) in [("country/IR", 9_000), ("asn/44244", 3_000)] {
      for time in stride(from: Feed.start, to: Feed.start + 3 * 86_400, by: 300) {
        let hour = (time - Feed.start) / 3_600
        let isDown = (30...32).contains(hour) || (50...55).contains(hour)
        rows.append(
          Feed.Row(
            datasource: "bgp", entity: entity, time: time, value: isDown ? level / 5 : level))
      }
    }
    try folder.write(Feed.csv(rows), to: "two.csv")
    let vigil = VigilProgram(in: folder)
    let run = try vigil.run(["anatomy", "two.csv"])
    #expect(run.message.contains("1 smaller incident of country/IR not shown: --all"))
    let all = try vigil.run(["anatomy", "two.csv", "--all", "--format", "json"])
    #expect(try Record.array(all.output).count == 2)
    #expect(!all.message.contains("not shown"))
  }

  @Test("A replay logs the changes that a watch prints")
  func replayIsWatch() throws {
    let feed = Feed(seed: 81)
    let set = try SignalReader().read(Feed.csv(feed.rows), name: "feed.csv").signals
    let replayed = try Replay(RunOptions()).run(set).transitions
    var watch = try WatchState(profile: .vigil, sourceHealth: true)
    let watched = watch.take(set, settle: 0).transitions
    #expect(replayed.count > 10)
    #expect(
      replayed.map { "\($0.event) \($0.sequence) \($0.kind)" }
        == watched.map { "\($0.event) \($0.sequence) \($0.kind)" })
  }
}
