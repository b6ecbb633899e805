import Inflate
import SignalFiles
import TestSupport
import Testing
import Timeline

/// What each reader makes of its fixture.
@Suite struct ReadingTests {
  private func series(_ signals: SignalSet, _ id: String, _ entity: String) throws -> Series {
    let entity = try #require(Entity(entity))
    return try #require(
      signals.series.first { $0.datasource.id == id && $0.entity == entity })
  }

  private func expect(
    _ series: Series, start: Int64, step: Int, values: [Double?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(series.start == UnixTime(start), sourceLocation: sourceLocation)
    #expect(series.step == step, sourceLocation: sourceLocation)
    #expect(
      series.values.indices.map { series.value(at: $0) } == values, sourceLocation: sourceLocation)
  }

  @Test(arguments: Fixture.all)
  func `the form is found by content, also of a compressed input`(fixture: Fixture) throws {
    let plain = try fixture.read()
    #expect(plain.format == fixture.format)
    #expect(plain.size == fixture.bytes.count)
    let packed = try Gzip.compress(fixture.bytes)
    let file = try fixture.read(packed)
    #expect(file.format == fixture.format)
    #expect(file.size == packed.count)
    #expect(file.rows == plain.rows)
    #expect(file.signals.series.map(\.key) == plain.signals.series.map(\.key))
  }

  @Test func `an envelope keeps null bins, steps, names and the credit`() throws {
    let signals = try Fixture.envelope.read().signals
    let bgp = try series(signals, "bgp", "country/IR")
    expect(bgp, start: 1_573_916_400, step: 300, values: [45_000, 44_990.5, nil, 30_000, 0])
    #expect(bgp.origin == .ioda)
    #expect(bgp.quality.isEmpty)
    let probing = try series(signals, "ping-slash24", "region/1233")
    expect(probing, start: 1_573_916_400, step: 1_800, values: [12.5, nil])
    #expect(probing.isDownsampled)
    #expect(probing.quality == [.downsampled, .downsampled])
    #expect(signals.membership.name(of: Fixture.iran) == "Iran \"ا\"")
    #expect(signals.membership.country(of: probing.entity) == Fixture.iran)
    #expect(signals.credits == ["Example data"])
  }

  @Test func `of nested bins one stated field is taken`() throws {
    let signals = try Fixture.nested.read().signals
    let loss = try series(signals, "ping-slash24-loss", "asn/44244")
    expect(loss, start: 1_573_916_400, step: 600, values: [0.5, nil, nil])
    #expect(loss.datasource.family == .generic)
  }

  @Test func `envelopes one after the other are one signal`() throws {
    let signals = try Fixture.twoEnvelopes.read().signals
    #expect(signals.series.count == 1)
    let bgp = try series(signals, "bgp", "country/IR")
    expect(bgp, start: 1_573_916_400, step: 300, values: [1, 2, 3, nil, 5])
    #expect(bgp.origin == .vigil)
    #expect(signals.notices == ["Reconstructed series, not measured"])
  }

  @Test func `the bare data of an envelope is read too`() throws {
    let text = Fixture.envelope.text
    let start = try #require(text.firstRange(of: "[["))
    let end = try #require(text.firstRange(of: "]]"))
    let data = String(text[start.lowerBound..<end.upperBound])
    let file = try SignalReader().read(Array(data.utf8), name: "data.json")
    #expect(file.format == .iodaAPI)
    #expect(file.signals.series.count == 2)
    #expect(throws: SignalFileError.self) {
      try SignalReader().read(Array("[\n{\"event\":1}]".utf8), name: "other.json")
    }
  }

  @Test func `a chart's ASN 0 is the country and its ASNs are members`() throws {
    let signals = try Fixture.chart.read().signals
    expect(
      try series(signals, "bgp", "country/IR"), start: 1_573_923_600, step: 300,
      values: [45_000, nil, 44_000])
    expect(
      try series(signals, "ping-slash24", "asn/44244"), start: 1_573_923_600, step: 600,
      values: [120, 80.5])
    #expect(signals.membership.parents == [.asn(44_244): Fixture.iran])
    #expect(signals.membership.name(of: .asn(44_244)) == "Iran \"Cell\", mobile")
    #expect(signals.findings.isEmpty)
  }

  @Test func `a chart without a header needs no country unless it has one`() throws {
    let signals = try Fixture.bareChart.read().signals
    expect(
      try series(signals, "darknet", "asn/12880"), start: 1_573_923_600, step: 300,
      values: [35.4, 0, 31])
    #expect(signals.membership.parents.isEmpty)
  }

  @Test func `columns of a wide table keep their own steps and one range`() throws {
    let signals = try Fixture.wide.read().signals
    expect(
      try series(signals, "bgp", "country/IR"), start: 1_573_916_400, step: 300,
      values: [45_000, 45_000, nil, 44_000])
    expect(
      try series(signals, "ping-slash24", "country/IR"), start: 1_573_916_400, step: 600,
      values: [500, 490])
    expect(
      try series(signals, "gtr", "country/IR"), start: 1_573_916_400, step: 1_800, values: [31.5])
  }

  @Test func `titles of the dashboard in three languages are datasources`() throws {
    let text = """
      "DateTime";"BGP (# Visible /24s)";"ردیاب فعال";"Telescopio";"Google (Gmail)"
      "2019-11-16 15:00:00";45000;500,5;12;3
      "2019-11-16 15:30:00";44000;400;11;2

      """
    let options = SignalReadingOptions(country: Fixture.iran, zoneOffset: 0)
    let signals = try SignalReader(options).read(Array(text.utf8), name: "export.csv").signals
    #expect(signals.datasources.map(\.id) == ["bgp", "gtr.GMAIL", "ping-slash24", "telescope"])
    #expect(try series(signals, "ping-slash24", "country/IR").values[0] == 500.5)
  }

  @Test func `a long table keeps quality, notices, credits and origin`() throws {
    let signals = try Fixture.long.read().signals
    let bgp = try series(signals, "bgp", "country/IR")
    expect(bgp, start: 1_573_916_400, step: 300, values: [45_000, nil, 44_000])
    #expect(bgp.quality == [[], [.captureGap, .proberSilent], []])
    #expect(bgp.origin == .vigil)
    let telescope = try series(signals, "merit-nt", "asn/44244")
    #expect(telescope.quality == [[], .partial])
    #expect(signals.credits == ["Example data"])
    #expect(signals.notices == ["Reconstructed series, not measured"])
  }

  @Test func `columns of a long table may stand in any order`() throws {
    let text = "\u{FEFF}value\tname\ttime\tdatasource\tentity\n7\tTehran\t600\tbgp\tregion/IR-23\n"
    let signals = try SignalReader().read(Array(text.utf8), name: "long.tsv").signals
    expect(try series(signals, "bgp", "region/IR-23"), start: 600, step: 300, values: [7])
    #expect(signals.membership.names.values.sorted() == ["Tehran"])
  }

  @Test func `a plain table takes its names from the options`() throws {
    let signals = try Fixture.values.read().signals
    expect(
      try series(signals, "connectivity", "county/1.1"), start: 1_573_916_400, step: 3_600,
      values: [100, nil, 37.25, 0])
  }

  @Test func `keys of watchtower are signals, and Google's products stay apart`() throws {
    let signals = try Fixture.ndjson.read().signals
    expect(
      try series(signals, "bgp", "country/IR"), start: 1_573_916_400, step: 300,
      values: [45_000, nil, 44_000.5])
    let mail = try series(signals, "gtr.GMAIL", "country/IR")
    expect(mail, start: 1_573_916_400, step: 1_800, values: [3, 4])
    #expect(mail.nativeStep == 1_800)
    #expect(signals.notices.count == 1)
  }

  @Test func `probers are summed, and one that is silent is a gap and no fall`() throws {
    let signals = try Fixture.metrics.read().signals
    let probing = try series(signals, "ping-slash24", "region/1233")
    expect(probing, start: 1_573_916_400, step: 600, values: [12, nil])
    #expect(probing.quality == [[], .proberSilent])
    #expect(signals.membership.country(of: probing.entity) == Fixture.iran)
    #expect(try series(signals, "ucsd-nt", "asn/44244").values == [9])
  }

  @Test func `graphite lines keep their gaps`() throws {
    let signals = try Fixture.graphite.read().signals
    expect(
      try series(signals, "bgp", "asn/44244"), start: 1_573_916_400, step: 300,
      values: [50, nil, 49])
    #expect(try series(signals, "merit-nt", "region/IR-23").values == [4.5])
    #expect(signals.credits == ["Example data"])
  }

  @Test(arguments: [
    "0.1", "26.933333333333334", "4562.666666666667", "0.27939953250038435", "37.25",
    "9007199254740993", "1234567890123456789", "0.1234567890123456789", "123456789.123456789",
    "5e-324", "1.7976931348623157e308", "0.000000000000000001", "18446744073709551615",
    "8.41", "0.3", "2.2250738585072014", "7205759403792793.5", "9007199254740992.5",
  ])
  func `numbers are read to the last bit`(text: String) throws {
    let file = "datasource,entity,time,value\nx,country/IR,600,\(text)\n"
    let signals = try SignalReader().read(Array(file.utf8), name: "x.csv").signals
    #expect(signals.series[0].values[0].bitPattern == Double(text)?.bitPattern)
  }

  @Test func `random decimals are read to the last bit`() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2_000 {
      let digits = String(UInt64.random(in: 0...UInt64.max, using: &random))
      let cut = digits.index(
        digits.startIndex, offsetBy: Int.random(in: 0...digits.count, using: &random))
      let text = "0\(digits[..<cut]).\(digits[cut...])0"
      let file = "datasource,entity,time,value\nx,country/IR,600,\(text)\n"
      let signals = try SignalReader().read(Array(file.utf8), name: "x.csv").signals
      #expect(signals.series[0].values[0].bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }
}
