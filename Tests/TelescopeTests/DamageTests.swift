import Atlas
import Telescope
import TestSupport
import Testing
import Timeline

/// Captures cut and damaged at random, through the whole chain: it lives, its counts add up, and what
/// it gives out is bounded by what it was given.
struct DamageTests {
  /// Small captures with packets that rules with payloads read.
  static func files() -> [[UInt8]] {
    var random = SeededRandom(seed: 7)
    let start = MinuteTests.start
    return [1, 6, 20].map { count in
      SentPacket.file(
        (0..<count).map { index in
          FilterReferenceTests.packet(&random).with {
            $0.seconds = start + Int64(index * 17)
            $0.source = 0x2E64_0001 + UInt32(index * 9)
          }
        })
    }
  }

  /// What is wrong with what a capture came to, if anything.
  static func fault(_ bytes: [UInt8], places: PlaceTable, isSketch: Bool) throws -> String? {
    let input = CaptureInput(bytes: bytes, name: "damaged")
    var options = TelescopeOptions()
    options.isSketch = isSketch
    let replay = try TelescopeReplay(
      [input], options: options, isForced: true, places: places, origins: [SplitTests.origins()])
    let totals = replay.totals
    // The shortest packet is a header.
    if totals.packets * 16 > bytes.count { return "\(totals.packets) packets" }
    if replay.minutes.count > totals.packets { return "\(replay.minutes.count) minutes" }
    let passed = replay.minutes.reduce(0) { $0 + $1.tally.passed }
    if passed > totals.passed { return "\(passed) of \(totals.passed) passed" }
    var recorder = TelescopeRecorder(places: places, origins: [SplitTests.origins()])
    recorder.take(replay.minutes, threads: 1)
    for segment in recorder.segments {
      // A gap of up to a day is filled with missing minutes, a longer one is not.
      if segment.count > segment.minutes.count * 1_441 { return "\(segment.count) bins" }
      for series in recorder.series(of: segment) where series.count != segment.count {
        return "\(series.count) of \(segment.count) bins"
      }
    }
    var explanation = FilterExplanation(FilterOptions())
    explanation.begin(file: "damaged")
    let report = explanation.report(findings: try input.read(into: &explanation))
    let removed = report.totals.removed.reduce(0, +)
    if report.totals.packets != report.totals.notIPv4 + report.totals.passed + removed {
      return "explained counts do not add up"
    }
    return report.json.isEmpty || report.table.isEmpty ? "no report" : nil
  }

  @Test("Cut at every byte")
  func cuts() throws {
    let places = try SplitTests.places()
    for (index, file) in DamageTests.files().enumerated() {
      for cut in 0..<file.count {
        let fault = try DamageTests.fault(
          Array(file[..<cut]), places: places, isSketch: cut % 8 == 0)
        #expect(fault == nil, "file \(index), \(cut) octets")
      }
    }
  }

  @Test("Ten thousand mutations")
  func mutations() throws {
    let places = try SplitTests.places()
    let files = DamageTests.files()
    var random = SeededRandom(seed: 5)
    for round in 0..<10_000 {
      var bytes = files[round % files.count]
      Mutation.apply(to: &bytes, using: &random)
      if let fault = try DamageTests.fault(bytes, places: places, isSketch: round % 8 == 0) {
        Issue.record("round \(round): \(fault)")
        return
      }
    }
  }

  @Test("Times that jump by 136 years and back again make no more minutes than packets")
  func jumps() throws {
    let packets = (0..<600).map { (index: Int) -> SentPacket in
      // Runs of three vouch for one another.
      let era: Int64 = index / 3 % 2 == 0 ? 0 : 4_294_966_000
      return MinuteTests.packet(0).with { $0.seconds = era + Int64(index) }
    }
    let file = SentPacket.file(packets)
    #expect(try DamageTests.fault(file, places: SplitTests.places(), isSketch: false) == nil)
    let replay = try TelescopeReplay([CaptureInput(bytes: file, name: "jumps")], isForced: true)
    #expect(replay.totals.strayTimes == 0 && replay.minutes.count < 25)
    #expect(replay.findings.count(of: "capture-long-gap") == 1)
    var recorder = TelescopeRecorder(places: try SplitTests.places())
    recorder.take(replay.minutes, threads: 1)
    #expect(recorder.segments.map(\.count).reduce(0, +) < 25 && recorder.segments.count == 2)
  }
}
