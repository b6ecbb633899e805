import Detection
import TestSupport
import Testing
import Timeline

/// The profile `ioda` against a slow reference, on series with every kind of trouble.
@Suite struct PublishedRuleTests {
  static func verdicts(_ signal: SyntheticSignal, _ rule: SignalRule) -> [Verdict] {
    var detector = MedianRatioDetector(rule: rule, step: signal.step)
    var window = SignalWindow(seconds: rule.window, step: signal.step)
    return signal.values.enumerated().map { index, value in
      value.isNaN
        ? Verdict(absence: .missing)
        : detector.observe(value, at: signal.start + signal.step * index, in: &window)
    }
  }

  @Test(
    "Equal to the reference bin for bin, inpainting capped or off", arguments: 1...6,
    [Datasource.probing, .bgp, Datasource("ucsd-nt"), Datasource("other")])
  func random(seed: UInt64, datasource: Datasource) {
    let signal = SyntheticSignal.wild(seed: seed, bins: 700, datasource: datasource, step: 600)
    var rule = Profile.ioda.rule(for: datasource)
    rule.window = 86_400
    for inpainting in [Inpainting.capped(seconds: 86_400), .capped(seconds: 18_000), .off] {
      rule.inpainting = inpainting
      let wrong = MovingStatReference.differences(
        Self.verdicts(signal, rule),
        MovingStatReference.judge(signal.values, step: signal.step, rule: rule))
      #expect(wrong.count == 0, "\(inpainting): first at \(wrong.prefix(1))")
    }
  }

  @Test("Nightly outages for two weeks, with the published numbers of probing")
  func nightly() {
    var signal = SyntheticSignal(hours: 24 * 16, step: 1_800)
    for day in 2..<16 { signal.set(40, from: Double(24 * day + 1), to: Double(24 * day + 5)) }
    signal.set(.nan, from: 24 * 12, to: 24 * 12 + 30)
    signal.jitter(0.03, seed: 8)
    var rule = Profile.ioda.rule(for: .probing)
    for inpainting in [rule.inpainting, .off] {
      rule.inpainting = inpainting
      let wrong = MovingStatReference.differences(
        Self.verdicts(signal, rule),
        MovingStatReference.judge(signal.values, step: signal.step, rule: rule))
      #expect(wrong.count == 0)
    }
  }

  @Test("A cap longer than the window ends with the window's own bins as history")
  func capLongerThanWindow() throws {
    var signal = SyntheticSignal("country/IR", .bgp, hours: 24 * 9, step: 1_800)
    signal.set(400, from: 24)
    let rule = Profile.ioda.rule(for: .bgp)
    let verdicts = Self.verdicts(signal, rule)
    let end = try #require(verdicts.lastIndex { $0.level ?? .normal > .normal })
    #expect(signal.start + signal.step * (end + 1) == signal.time(24 * 8))
    let wrong = MovingStatReference.differences(
      verdicts, MovingStatReference.judge(signal.values, step: signal.step, rule: rule))
    #expect(wrong.count == 0)
  }

  @Test("The published numbers are those of IODA's help page")
  func numbers() {
    let table: [(Datasource, Int, Double, Double)] = [
      (.bgp, 86_400, 0.99, 0.50), (.probing, 604_800, 0.80, 0.50),
      (Datasource("merit-nt"), 604_800, 0.25, 0.10),
    ]
    for profile in [Profile.ioda, .vigil] {
      for (datasource, window, warning, critical) in table {
        let rule = profile.rule(for: datasource)
        #expect(rule.window == window && rule.warmUp == 3_600 && rule.floor == 20)
        #expect(rule.warning == warning && rule.critical == critical)
      }
    }
    let ioda = Profile.ioda.rule(for: .bgp)
    #expect(ioda.inpainting == .capped(seconds: 604_800))
    #expect(ioda.openBins == 1 && ioda.closeBins == 1 && ioda.levelShiftClose == nil)
    let vigil = Profile.vigil.rule(for: .bgp)
    #expect(vigil.inpainting == .unlimited && vigil.openBins == 2 && vigil.closeBins == 2)
    #expect(vigil.levelShiftMark == 7 * 86_400 && vigil.levelShiftClose == 28 * 86_400)
    let generic = Profile.vigil.rule(for: Datasource("monash"))
    #expect(generic.floor == 0 && generic.warmUp == 86_400 && generic.window == 604_800)
  }
}
