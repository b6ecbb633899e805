import Detection
import Engine
import Foundation
import SignalFiles
import TestSupport
import Testing
import Timeline

/// No input makes the program trap or hang: small inputs, changed at random.
struct MutationTests {
  private static func seeds() throws -> [[UInt8]] {
    let rows = Feed(seed: 71, days: 2).rows.filter { $0.time % 1_800 == 0 }
    let set = try SignalReader().read(Feed.csv(rows), name: "feed.csv").signals
    let one = try SignalReader().read(
      Feed.csv(rows.filter { $0.entity == "country/IR" }), name: "one.csv"
    ).signals
    let encoder = SignalEncoder()
    return [
      Feed.csv(rows), try encoder.encode(set, as: .iodaAPI), try encoder.encode(set, as: .ndjson),
      try encoder.encode(set, as: .graphite), try encoder.encode(one, as: .wideCSV),
    ]
  }

  private static func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int(random.unit() * 6) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int(random.unit() * Double(bytes.count))
      switch Int(random.unit() * 6) {
      case 0: bytes[place] = UInt8(random.unit() * 256)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 40))
      case 2: bytes.insert(contentsOf: Array("99999999999999999999".utf8), at: place)
      case 3: bytes.insert(contentsOf: Array(",-1e308,NaN\n".utf8), at: place)
      case 4: bytes.removeSubrange(place...)
      default: bytes.insert(contentsOf: bytes[..<min(place, 300)], at: place)
      }
    }
    return bytes
  }

  @Test("Changed inputs end in an error or in findings, in the library")
  func library() throws {
    var random = SeededRandom(seed: 72)
    for seed in try MutationTests.seeds() {
      for _ in 0..<60 {
        let bytes = MutationTests.mutated(seed, &random)
        guard let file = try? SignalReader().read(bytes, name: "x") else { continue }
        let bins = file.signals.series.reduce(0) { $0 + $1.count }
        guard bins < 200_000 else { continue }
        let result = try Replay(RunOptions()).run(file.signals)
        #expect(result.traces.count <= file.signals.series.count)
        var watch = try WatchState(profile: .vigil, sourceHealth: true)
        _ = watch.take(file.signals, settle: 2)
        let text = ProfileText.text(of: .vigil)
        let again = try WatchState(
          decoding: watch.encoded(profileText: text), profile: .vigil, profileText: text,
          sourceHealth: true)
        #expect(again.encoded(profileText: text) == watch.encoded(profileText: text))
      }
    }
  }

  @Test("Changed inputs end in an error or in findings, in the program")
  func program() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    var random = SeededRandom(seed: 73)
    let commands = [
      ["detect", "x", "--state", "s"], ["anatomy", "x"], ["inspect", "x"],
      ["replay", "x", "--out", "o"], ["convert", "x", "--to", "long-csv"],
      ["detect", "x", "--country", "IR", "--strict", "--exit-code"],
    ]
    var ends: [Int32: Int] = [:]
    for (index, seed) in try MutationTests.seeds().enumerated() {
      for round in 0..<40 {
        try folder.write(MutationTests.mutated(seed, &random), to: "x")
        let run = try vigil.run(commands[(round + index) % commands.count])
        #expect(!run.isKilled, "seed \(index), round \(round): \(run.message.suffix(300))")
        #expect([0, 1, 3, 4].contains(run.status))
        ends[run.status, default: 0] += 1
        try? FileManager.default.removeItem(at: folder.url.appendingPathComponent("s"))
      }
    }
    #expect(ends[0, default: 0] > 20)
  }

  @Test("Changed entity tables, annotations and profiles do not trap the program")
  func sideFiles() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    var random = SeededRandom(seed: 74)
    let rows = Feed(seed: 75, days: 2).rows.filter { $0.time % 3_600 == 0 }
    try folder.write(Feed.csv(rows), to: "feed.csv")
    let sides: [(option: String, name: String, bytes: [UInt8])] = [
      (
        "--entities", "e.csv",
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(Sample.folder)/entities.csv")))
      ),
      (
        "--annotations", "a.csv",
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(Sample.folder)/annotations.csv")))
      ),
      ("--profile", "p.toml", Array(ProfileText.text(of: .vigil).utf8)),
    ]
    for side in sides {
      for round in 0..<20 {
        try folder.write(MutationTests.mutated(side.bytes, &random), to: side.name)
        let run = try vigil.run(["replay", "feed.csv", "--out", "o", side.option, side.name])
        #expect(!run.isKilled, "\(side.name), round \(round): \(run.message.suffix(300))")
        #expect([0, 1].contains(run.status), "\(run.message)")
      }
    }
  }
}
