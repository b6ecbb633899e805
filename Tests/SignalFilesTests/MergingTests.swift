import SignalFiles
import Testing
import Timeline

/// Several inputs become one set of signals.
@Suite struct MergingTests {
  private static let iran = Fixture.iran

  private func set(
    _ start: Int64, _ values: [Double], step: Int = 300, entity: Entity = iran,
    datasource: Datasource = .bgp
  ) -> SignalSet {
    SignalSet(series: [
      Series(
        entity: entity, datasource: datasource, start: UnixTime(start), step: step,
        values: values)
    ])
  }

  @Test func `series come in order of key, each once`() {
    let merged = SignalSet.merging([
      set(0, [1], datasource: .probing), set(0, [2], entity: .asn(7)), set(0, [3]),
      set(300, [4]),
    ])
    #expect(
      merged.series.map(\.key.description)
        == ["bgp asn/7", "bgp country/IR", "ping-slash24 country/IR"])
    #expect(merged.series[1].values == [3, 4])
    #expect(merged.findings.isEmpty)
  }

  @Test func `a gap in one input does not hide a value of another`() {
    let merged = SignalSet.merging([set(0, [1, .nan, 3]), set(300, [2, .nan])])
    #expect(merged.series[0].values == [1, 2, 3])
    #expect(merged.findings.isEmpty)
  }

  @Test func `why one input has no value does not mark the value of another`() {
    var gap = set(0, [.nan, 2, .nan])
    gap.series[0].quality = [.captureGap, .partial, .captureGap]
    let value = set(0, [1, 2, .nan])
    for order in [[gap, value], [value, gap]] {
      let series = SignalSet.merging(order).series[0]
      #expect(series.values.map { $0.isNaN ? -1 : $0 } == [1, 2, -1])
      #expect(series.quality == [[], .partial, .captureGap])
    }
  }

  @Test func `bins between two inputs are missing`() {
    let merged = SignalSet.merging([set(1_200, [5]), set(0, [1])])
    #expect(merged.series[0].start == UnixTime(0))
    #expect(merged.series[0].values.map { $0.isNaN ? -1 : $0 } == [1, -1, -1, -1, 5])
  }

  @Test func `a single bin takes the step of the others`() {
    let merged = SignalSet.merging([
      set(0, [1, 2], step: 3_600), set(7_200, [3], step: 300),
    ])
    #expect(merged.series[0].step == 3_600)
    #expect(merged.series[0].values == [1, 2, 3])
    #expect(merged.findings.isEmpty)
  }

  @Test func `memberships, credits and notices are joined without repeats`() {
    var first = set(0, [1])
    first.credits = ["A", "B"]
    first.notices = ["N"]
    first.membership.names[Self.iran] = "Persia"
    var second = set(300, [1])
    second.credits = ["B", "C"]
    second.notices = ["N"]
    second.membership.names[Self.iran] = "Iran"
    second.membership.basis = .assumed
    let merged = SignalSet.merging([first, second])
    #expect(merged.credits == ["A", "B", "C"])
    #expect(merged.notices == ["N"])
    #expect(merged.membership.names[Self.iran] == "Iran")
    #expect(merged.membership.basis == .assumed)
  }

  @Test func `nothing merges to nothing`() {
    #expect(SignalSet.merging([]).series.isEmpty)
  }

  @Test func `columns that only resemble a datasource are not read as one`() throws {
    let text = "time,bgp,bgp_label,my-bgp,BGP again,telescope_id,x.merit\n300,1,2,3,4,5,6\n"
    let reader = SignalReader(SignalReadingOptions(country: Self.iran))
    let signals = try reader.read(Array(text.utf8), name: "x.csv").signals
    #expect(signals.series.map(\.datasource.id) == ["bgp"])
    #expect(signals.series[0].values == [1])
    #expect(signals.findings.count(of: "unknown-column") == 5)
  }
}
