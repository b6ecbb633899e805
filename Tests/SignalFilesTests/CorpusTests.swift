import Inflate
import SignalFiles
import TestSupport
import Testing
import Timeline

/// The readers on IODA's real files.
@Suite(.enabled(if: Corpus.isPresent)) struct CorpusTests {
  private static let iran = Entity(kind: .country, canonicalCode: "IR")
  private static let iraq = Entity(kind: .country, canonicalCode: "IQ")

  private func read(
    _ path: String, _ options: SignalReadingOptions = SignalReadingOptions()
  ) throws -> SignalFile {
    try SignalReader(options).read(try ByteSource.read(Corpus.path(path)), name: path)
  }

  @Test func `OONI's chart file holds the country and its operators`() throws {
    let file = try read(
      "ioda/iran-2019/ioda-charts.csv", SignalReadingOptions(country: Self.iran))
    let signals = file.signals
    #expect(file.format == .chartCSV)
    #expect(signals.findings.isEmpty)
    #expect(signals.series.count == 24)
    #expect(signals.entities.count == 8)
    #expect(signals.datasources.map(\.id) == ["bgp", "darknet", "ping-slash24"])
    #expect(signals.membership.parents.count == 7)
    #expect(signals.membership.name(of: .asn(44244)) == "IranCell")
    #expect(file.rows == signals.series.reduce(0) { $0 + $1.count })
    let bgp = try #require(signals.series.first { $0.entity == .asn(44244) })
    #expect(bgp.step == 300)
    #expect(bgp.start.description == "2019-11-14T08:10:00Z")
    #expect(bgp.values[0] == 4_896)
  }

  @Test(arguments: [
    ("country_bgp.csv", "bgp", 300), ("country_active_probing.csv", "ping-slash24", 600),
    ("country_darknet.csv", "darknet", 300),
  ])
  func `the country's own files keep their gaps`(file: String, id: String, step: Int) throws {
    let signals = try read(
      "ioda/iran-2019/\(file)", SignalReadingOptions(country: Self.iran)
    ).signals
    let series = try #require(signals.series.first)
    #expect(signals.series.count == 1)
    #expect(signals.findings.isEmpty)
    #expect(series.datasource.id == id)
    #expect(series.step == step)
    if id == "bgp" {
      #expect(series.presentCount < series.count)
      #expect(series.end.description == "2019-11-23T14:10:00Z")
      #expect(series.values[series.count - 1].isNaN)
    }
  }

  @Test func `the wide file of Iraq gets each source's own step back`() throws {
    let file = try read(
      "ioda/iraq-2023/ioda_country_IQ_iraq.csv", SignalReadingOptions(country: Self.iraq))
    let signals = file.signals
    #expect(file.format == .wideCSV)
    #expect(file.rows == 2_928)
    let steps = Dictionary(uniqueKeysWithValues: signals.series.map { ($0.datasource.id, $0.step) })
    #expect(
      steps == ["bgp": 300, "gtr": 1_800, "gtr-norm": 1_800, "merit-nt": 300, "ping-slash24": 600])
    let probing = try #require(signals.series.first { $0.datasource == .probing })
    #expect(probing.count == 1_464)
    #expect(probing.presentCount == 1_464)
    #expect(Array(probing.values.prefix(4)) == [581, 601, 598, 599])
    #expect(signals.findings.count(of: "repeated-values") == 1_464 + 2_440)
    #expect(signals.findings.count(of: "unknown-column") == 1)
    #expect(signals.findings.findings.count == 2)
  }

  @Test func `plain files need their datasource and entity`() throws {
    let county = try #require(Entity("county/1.1"))
    let options = SignalReadingOptions(datasource: Datasource("connectivity"), entity: county)
    let file = try read("ioda/labelled/series/IRm_1.1__1573417800.csv", options)
    let series = try #require(file.signals.series.first)
    #expect(file.format == .valueCSV)
    #expect(series.step == 3_600)
    #expect(series.start == UnixTime(1_573_417_800))
    #expect(file.signals.findings.count(of: "step-inferred") == 1)
    #expect(file.signals.findings.count(of: "grid-offset") == 1)
    #expect(throws: SignalFileError.self) {
      try read("ioda/labelled/series/IRm_1.1__1573417800.csv")
    }
  }

  @Test(arguments: [
    ("country-bgp.json", 3, 300), ("country-merit-nt.json", 3, 300),
    ("country-ping-slash24.json", 3, 600), ("region-bgp.json", 2, 300),
  ])
  func `recorded replies are read and their coarse steps marked`(
    name: String, count: Int, native: Int
  ) throws {
    let file = try read("ioda/api-fixtures/\(name)")
    #expect(file.format == .iodaAPI)
    #expect(file.signals.series.count == count)
    #expect(file.signals.credits.count == 1)
    #expect(file.signals.findings.count(of: "downsampled") == count)
    for series in file.signals.series {
      #expect(series.origin == .ioda)
      #expect(series.nativeStep == native)
      #expect(series.isDownsampled)
      #expect(series.marks(at: 0) == .downsampled)
      #expect(series.presentCount == 4)
    }
  }

  @Test func `a reply of Google's series is at its own step`() throws {
    let series = try #require(try read("ioda/api-fixtures/nz-gtr-norm.json").signals.series.first)
    #expect(series.datasource.id == "gtr-norm")
    #expect(!series.isDownsampled)
    #expect(series.values == [1, 0.27939953250038435])
  }

  @Test func `a look-up gives names and countries`() throws {
    let membership = try read("ioda/api-fixtures/nz-regions.json").signals.membership
    let region = try #require(Entity("region/3046"))
    #expect(membership.name(of: region) == "Manawatu-Wanganui")
    #expect(membership.country(of: region)?.code == "NZ")
  }

  @Test(arguments: ["asn-events.json", "country-events.json"])
  func `events are not signals`(name: String) throws {
    let error = #expect(throws: SignalFileError.self) { try read("ioda/api-fixtures/\(name)") }
    #expect(error?.kind == .notSignals)
  }
}
