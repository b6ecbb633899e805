import SignalFiles
import TestSupport
import Testing
import Timeline

/// Writing and reading again gives the same signals.
@Suite struct RoundTripTests {
  private static let iran = Fixture.iran

  /// A signal with a daily rhythm, gaps and fractions.
  private static func series(
    _ entity: Entity, _ datasource: Datasource, step: Int, count: Int, seed: UInt64,
    quality: [Quality] = [], origin: Origin = .file
  ) -> Series {
    var random = SeededRandom(seed: seed)
    var values = (0..<count).map { index -> Double in
      let value = 100 + Double(index % 144) + random.unit()
      return index % 3 == 0 ? value : value.rounded()
    }
    for gap in [1, count / 2, count / 2 + 1, count - 1] where count > 8 { values[gap] = .nan }
    return Series(
      entity: entity, datasource: datasource, origin: origin, start: UnixTime(1_573_776_000),
      step: step, values: values, quality: quality)
  }

  private static let country = SignalSet(
    series: [
      series(iran, .bgp, step: 300, count: 600, seed: 1, origin: .vigil),
      series(iran, .probing, step: 600, count: 300, seed: 2, origin: .vigil),
    ],
    credits: ["Example data, 2019"], notices: ["Reconstructed series, not measured"])

  private static let operators = SignalSet(
    series: [
      series(.asn(12_880), .bgp, step: 300, count: 600, seed: 3, origin: .vigil),
      series(.asn(44_244), .bgp, step: 300, count: 600, seed: 4, origin: .vigil),
      country.series[0], country.series[1],
    ],
    membership: Membership(
      parents: [.asn(12_880): iran, .asn(44_244): iran],
      names: [.asn(12_880): "ITC", .asn(44_244): "Iran \"Cell\", mobile"]),
    credits: country.credits, notices: country.notices)

  private func check(
    _ signals: SignalSet, _ format: SignalFormat, _ options: SignalReadingOptions,
    marks: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let bytes = try SignalEncoder().encode(signals, as: format)
    let read = try SignalReader(options).read(bytes, name: "again")
    #expect(read.format == format, sourceLocation: sourceLocation)
    let again = read.signals
    #expect(again.credits == signals.credits, sourceLocation: sourceLocation)
    #expect(again.notices == signals.notices, sourceLocation: sourceLocation)
    try #require(
      again.series.map(\.key) == signals.series.map(\.key), sourceLocation: sourceLocation)
    for (old, new) in zip(signals.series, again.series) {
      #expect(new.start == old.start, sourceLocation: sourceLocation)
      #expect(new.step == old.step, sourceLocation: sourceLocation)
      #expect(new.origin == old.origin, sourceLocation: sourceLocation)
      #expect(
        new.values.map(\.bitPattern) == old.values.map(\.bitPattern),
        "\(format) \(old.key)", sourceLocation: sourceLocation)
      if marks { #expect(new.quality == old.quality, sourceLocation: sourceLocation) }
    }
    #expect(
      try SignalEncoder().encode(again, as: format) == bytes, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    SignalFormat.longCSV, .wideCSV, .chartCSV, .ndjson, .graphite, .iodaAPI,
  ])
  func `a country survives every form`(format: SignalFormat) throws {
    try check(Self.country, format, SignalReadingOptions(country: Self.iran))
  }

  @Test(arguments: [SignalFormat.longCSV, .chartCSV, .ndjson, .graphite, .iodaAPI])
  func `a country with its operators survives`(format: SignalFormat) throws {
    try check(Self.operators, format, SignalReadingOptions(country: Self.iran))
  }

  @Test func `one signal survives as a plain table`() throws {
    var one = Self.country
    one.series.removeLast()
    try check(one, .valueCSV, SignalReadingOptions(country: Self.iran, datasource: .bgp))
  }

  @Test(arguments: [SignalFormat.chartCSV, .iodaAPI])
  func `names survive where the form has a place for them`(format: SignalFormat) throws {
    let bytes = try SignalEncoder().encode(Self.operators, as: format)
    let options = SignalReadingOptions(country: Self.iran)
    let again = try SignalReader(options).read(bytes, name: "again").signals
    #expect(again.membership.names[.asn(44_244)] == "Iran \"Cell\", mobile")
    if format == .chartCSV {
      #expect(again.membership.parents == Self.operators.membership.parents)
    }
  }

  @Test(arguments: [SignalFormat.longCSV, .iodaAPI])
  func `quality survives where the form has a place for it`(format: SignalFormat) throws {
    var quality = [Quality](repeating: [], count: 600)
    quality[3] = .partial
    quality[300] = [.captureGap, .proberSilent]
    quality[599] = [.instrument, .instrumentEdge, .commonMode, .peersChanged, .dropped, .flagged]
    let signals = SignalSet(series: [
      Self.series(Self.iran, .bgp, step: 300, count: 600, seed: 5, quality: quality)
    ])
    try check(signals, format, SignalReadingOptions(), marks: true)
    #expect(SignalEncoder().losses(of: signals, as: format).isEmpty)
    let lost = SignalEncoder().losses(of: signals, as: .graphite)
    #expect(lost.map(\.detail) == ["the form has no place for quality marks"])
  }

  @Test(arguments: [SignalFormat.longCSV, .chartCSV, .ndjson, .graphite, .iodaAPI, .wideCSV])
  func `averages stay averages`(format: SignalFormat) throws {
    let bytes = try SignalEncoder().encode(
      SignalSet(series: [Self.series(Self.iran, .bgp, step: 1_800, count: 50, seed: 6)]),
      as: format)
    let options = SignalReadingOptions(country: Self.iran)
    let series = try SignalReader(options).read(bytes, name: "again").signals.series[0]
    #expect(series.step == 1_800)
    #expect(series.quality.allSatisfy { $0 == .downsampled })
  }

  @Test func `normalised values keep their mark and unit`() throws {
    var series = Self.series(Self.iran, .probing, step: 600, count: 50, seed: 7)
    series.unit = SignalReader.normalisedUnit
    series.quality = Array(repeating: .normalised, count: 50)
    for format in [SignalFormat.longCSV, .wideCSV, .iodaAPI] {
      let bytes = try SignalEncoder().encode(SignalSet(series: [series]), as: format)
      let options = SignalReadingOptions(country: Self.iran)
      let again = try SignalReader(options).read(bytes, name: "again").signals.series[0]
      #expect(again.unit == SignalReader.normalisedUnit)
      #expect(again.quality == series.quality)
    }
  }

  @Test func `origins of several kinds survive as envelopes`() throws {
    var signals = Self.country
    signals.series[0].origin = .ioda
    signals.series[1].origin = .vigil
    try check(signals, .iodaAPI, SignalReadingOptions())
    #expect(
      SignalEncoder().losses(of: signals, as: .longCSV).map(\.detail)
        == ["the form has no place for origins"])
  }

  @Test func `odd names survive in quotes`() throws {
    let odd = Datasource("# my \"own\", source;\twith\nall ")
    let signals = SignalSet(series: [
      Self.series(Self.iran, odd, step: 300, count: 20, seed: 8)
    ])
    try check(signals, .longCSV, SignalReadingOptions())
    try check(signals, .iodaAPI, SignalReadingOptions())
    #expect(throws: SignalFileError.self) { try SignalEncoder().encode(signals, as: .graphite) }
  }

  @Test func `a credit with line ends and control characters stays one comment`() throws {
    var signals = Self.country
    signals.credits = ["one\ntwo\u{0}three"]
    let bytes = try SignalEncoder().encode(signals, as: .longCSV)
    let again = try SignalReader().read(bytes, name: "again").signals
    #expect(again.credits == ["one two three"])
    #expect(again.series.count == signals.series.count)
  }

  @Test func `an empty set can be written in every form`() throws {
    for format in SignalFormat.allCases {
      _ = try SignalEncoder().encode(SignalSet(), as: format)
    }
  }
}
