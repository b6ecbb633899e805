import Detection
import TestSupport
import Testing
import Timeline

/// The profile `ioda` against the slow reference on IODA's own series of the country.
@Suite(.enabled(if: Corpus.isPresent)) struct PublishedRuleCorpusTests {
  private func verdicts(_ series: Series, _ rule: SignalRule) -> [Verdict] {
    var detector = MedianRatioDetector(rule: rule, step: series.step)
    var window = SignalWindow(seconds: rule.window, step: series.step)
    return series.values.indices.map { index in
      series.value(at: index).map {
        detector.observe($0, at: series.time(at: index), in: &window)
      } ?? Verdict(absence: .missing)
    }
  }

  private func country() throws -> [Series] {
    try IranCharts.load().series.filter { $0.entity.kind == .country }
  }

  @Test("Bin for bin, with inpainting and without", arguments: [true, false])
  func binForBin(inpainting: Bool) throws {
    let all = try country()
    try #require(all.count == 3)
    for series in all {
      var rule = Profile.ioda.rule(for: series.datasource)
      if !inpainting { rule.inpainting = .off }
      let wrong = MovingStatReference.differences(
        verdicts(series, rule),
        MovingStatReference.judge(series.values, step: series.step, rule: rule))
      #expect(wrong.count == 0, "\(series.key): first at \(wrong.prefix(1))")
    }
  }

  @Test("Without inpainting the warning ends in the middle of the outage")
  func withoutInpainting() throws {
    let series = try #require(try country().first { $0.datasource == .probing })
    var rule = Profile.ioda.rule(for: .probing)
    rule.inpainting = .off
    let levels = verdicts(series, rule).map(\.level)
    let onset = try #require(levels.firstIndex { $0 ?? .normal > .normal })
    let end = try #require(levels[onset...].firstIndex(of: .normal))
    #expect(series.time(at: onset).description == "2019-11-16T17:20:00Z")
    #expect(series.time(at: end).description == "2019-11-20T07:10:00Z")
    let critical = try #require(levels.firstIndex(of: .critical))
    let eased = try #require(levels[critical...].firstIndex(of: .warning))
    #expect(series.time(at: eased).description == "2019-11-19T07:20:00Z")
  }
}
