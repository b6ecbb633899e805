import Scenario
import Testing
import Timeline

/// How scripts and faults act, on a signal of level 100 without noise.
@Suite struct PlaybackTests {
  private let start = UnixTime(1_573_257_600)

  private func at(_ bin: Int) -> UnixTime { start + bin * 300 }

  private func values(
    _ points: [ScriptPoint], faults: [InstrumentFault] = [], bins: Int = 8
  ) throws -> [Double] {
    let signal = SignalModel(
      datasource: .bgp, level: 100, noise: .counts(deviation: 0),
      script: OutageScript(points: points, source: "test"))
    let world = ScenarioWorld(
      name: "test", summary: "", seed: 1, from: start, until: at(bins), notice: "",
      entities: [
        ScenarioEntity(
          entity: .asn(64_496), name: "", parent: nil, kind: "", weight: 0, signals: [signal])
      ],
      faults: faults)
    return try #require(world.signalSet().series.first).values
  }

  private func point(
    _ bin: Int, _ amount: ScriptPoint.Amount, _ path: ScriptPoint.Path
  ) -> ScriptPoint {
    ScriptPoint(time: at(bin), amount: amount, path: path)
  }

  private func fault(
    _ from: Int, _ until: Int, _ effect: InstrumentFault.Effect
  ) -> InstrumentFault {
    InstrumentFault(
      datasource: .bgp, from: at(from), until: at(until), effect: effect, reason: "test",
      isPublished: false)
  }

  @Test func aJumpHoldsAndASlideSlides() throws {
    let script = [
      point(2, .assumed(0.5), .jump), point(5, .published(20), .slide),
      point(7, .assumed(1), .jump),
    ]
    #expect(try values(script) == [100, 100, 50, 40, 30, 20, 20, 100])
  }

  @Test func aSlideWithoutAPointBeforeJumps() throws {
    let slide = try values([point(4, .assumed(0.6), .slide)])
    #expect(slide == [100, 100, 100, 100, 60, 60, 60, 60])
  }

  @Test func aSilentSignalReadsZeroAndNotLess() throws {
    #expect(try values([point(1, .assumed(0), .jump)]) == [100, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func faultsScaleZeroAndHide() throws {
    let found = try values(
      [point(1, .published(80), .jump)],
      faults: [fault(0, 3, .scaled(0.5...0.5)), fault(4, 5, .zero), fault(6, 7, .missing)])
    // The published figure is what was seen, fault or not.
    #expect(found[..<6] == [50, 80, 40, 80, 0, 80])
    #expect(found[6].isNaN)
    #expect(found[7] == 80)
  }

  @Test func aFaultBeyondTheWorldDoesNothing() throws {
    let quiet = [Double](repeating: 100, count: 8)
    #expect(try values([], faults: [fault(-5, 0, .zero), fault(8, 20, .missing)]) == quiet)
    #expect(try values([], bins: 0).isEmpty)
  }
}
