import Foundation
import Inflate
import SignalFiles
import Testing
import Timeline

/// Each finding of the readers, produced by the input that it is about.
@Suite struct FindingTests {
  private let options = SignalReadingOptions(country: Fixture.iran)

  /// The signals of a text.
  private func read(
    _ text: String, _ options: SignalReadingOptions? = nil
  ) throws -> SignalSet {
    try SignalReader(options ?? self.options).read(Array(text.utf8), name: "input").signals
  }

  /// The signals of rows of a long table.
  private func long(_ rows: String...) throws -> SignalSet {
    try read("datasource,entity,time,value\n" + rows.joined(separator: "\n") + "\n")
  }

  /// The finding of a kind; its words must be there.
  private func finding(
    _ kind: SignalFinding, _ signals: SignalSet, count: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(
      signals.findings.findings.first { $0.kind == kind.rawValue },
      "found \(signals.findings.findings.map(\.kind))", sourceLocation: sourceLocation)
    #expect(found.count == count, sourceLocation: sourceLocation)
    #expect(!found.detail.isEmpty && !found.disposition.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func `short-row`() throws {
    let signals = try long("bgp,country/IR,300,1", "bgp,country/IR", "bgp")
    try finding(.shortRow, signals, count: 2)
    #expect(signals.findings.findings[0].place == "line 3")
  }

  @Test func `bad-line`() throws {
    let text = "[\"bgp.country.IR\",1,300]\n[\"bgp.country.IR\"]\nnonsense\n[\"a\",{},1]\n"
    try finding(.badLine, try read(text), count: 3)
    try finding(.badLine, try read("bgp.country.IR 1 300\nbgp.country.IR 1\n"))
  }

  @Test func `unclosed-quote`() throws {
    let signals = try long("bgp,country/IR,300,1", "\"bgp,country/IR,600,1", "bgp,country/IR,900,2")
    try finding(.unclosedQuote, signals)
    #expect(signals.series[0].values.last == 2)
  }

  @Test func `bad-time`() throws {
    let signals = try long(
      "bgp,country/IR,300,1", "bgp,country/IR,yesterday,1", "bgp,country/IR,2019-13-41 00:00:00,1",
      "bgp,country/IR,-300,1", "bgp,country/IR,,1")
    try finding(.badTime, signals, count: 4)
    #expect(signals.series[0].values == [1])
    try finding(.badTime, try read("[\"bgp.country.IR\",1,300]\n[\"bgp.country.IR\",1,null]\n"))
  }

  @Test func `bad-value`() throws {
    let signals = try long("bgp,country/IR,300,many", "bgp,country/IR,600,1 000")
    try finding(.badValue, signals, count: 2)
    #expect(signals.series[0].presentCount == 0)
  }

  @Test func `words for nothing are no finding`() throws {
    let rows = ["", "null", "NaN", "NA", "n/a", "None", "-"].enumerated().map {
      "bgp,country/IR,\(300 * ($0.offset + 1)),\($0.element)"
    }
    let signals = try long(rows.joined(separator: "\n"))
    #expect(signals.findings.isEmpty)
    #expect(signals.series[0].count == 7)
    #expect(signals.series[0].presentCount == 0)
  }

  @Test func `negative-value`() throws {
    try finding(.negativeValue, try long("bgp,country/IR,300,-1"))
    let json = """
      {"data":[[{"entityType":"country","entityCode":"IR","datasource":"bgp","from":300,
      "step":300,"values":[-1,2]}]]}
      """
    try finding(.negativeValue, try read(json))
  }

  @Test func `infinite-value`() throws {
    try finding(
      .infiniteValue, try long("bgp,country/IR,300,inf", "bgp,country/IR,600,1e999"), count: 2)
  }

  @Test func `bad-entity`() throws {
    let signals = try long("bgp,country/IR,300,1", "bgp,Iran,300,1", "bgp,planet/earth,300,1")
    try finding(.badEntity, signals, count: 2)
    let chart = "datasource,value,asn,as_name,datetime\nbgp,1,1,x,300\nbgp,1,none,x,300\n"
    try finding(.badEntity, try read(chart))
  }

  @Test func `bad-datasource`() throws {
    try finding(.badDatasource, try long("bgp,country/IR,300,1", ",country/IR,300,1"))
  }

  @Test func `unknown-key`() throws {
    let text = "bgp.country.IR 1 300\nservers.web1.load 2 300\ncarbon.agents 3 300\n"
    try finding(.unknownKey, try read(text), count: 2)
  }

  @Test func `unknown-column`() throws {
    try finding(.unknownColumn, try read("time,bgp,label,mood\n300,1,0,good\n"), count: 2)
  }

  @Test func `time-without-zone`() throws {
    let rows = ["bgp,country/IR,2019-11-16 17:00:00,1", "bgp,country/IR,2019-11-16T17:05,1"]
    let text = "datasource,entity,time,value\n" + rows.joined(separator: "\n") + "\n"
    let signals = try read(text)
    try finding(.timeWithoutZone, signals, count: 2)
    #expect(signals.series[0].start.description == "2019-11-16T17:00:00Z")
    let local = try read(text, SignalReadingOptions(zoneOffset: 12_600))
    #expect(local.findings.isEmpty)
    #expect(local.series[0].start.description == "2019-11-16T13:30:00Z")
  }

  @Test func `epoch-milliseconds`() throws {
    let signals = try long("bgp,country/IR,1573916400000,1", "bgp,country/IR,1573916700000,2")
    try finding(.epochMilliseconds, signals, count: 2)
    #expect(signals.series[0].start == UnixTime(1_573_916_400))
  }

  @Test func `local-epoch`() throws {
    let signals = try read(
      "timestamp,bgp,datetime\n1573929000,1,2019-11-16 15:00:00\n1573929300,1,2019-11-16 15:05:00\n"
    )
    try finding(.localEpoch, signals)
    #expect(signals.series[0].start == UnixTime(1_573_929_000))
  }

  @Test func `irregular-time`() throws {
    let signals = try long(
      "bgp,country/IR,300,1", "bgp,country/IR,607,2", "bgp,country/IR,900,3",
      "bgp,country/IR,1200,4")
    try finding(.irregularTime, signals)
    #expect(signals.series[0].values == [1, 2, 3, 4])
  }

  @Test func `times that jitter fall into the source's own bins`() throws {
    let rows = (1...20).map { "ping-slash24,country/IR,\($0 * 600 + ($0 * 37) % 90),\($0)" }
    let signals = try long(rows.joined(separator: "\n"))
    #expect(signals.series[0].step == 600)
    #expect(signals.series[0].values == (1...20).map(Double.init))
    #expect(signals.findings.count(of: "irregular-time") > 0)
  }

  @Test func `duplicate-point`() throws {
    let signals = try long(
      "bgp,country/IR,300,1", "bgp,country/IR,600,2", "bgp,country/IR,600,2",
      "bgp,country/IR,900,3", "bgp,country/IR,900,")
    try finding(.duplicatePoint, signals, count: 2)
    #expect(signals.series[0].values == [1, 2, 3])
  }

  @Test func `conflicting-points`() throws {
    let signals = try long(
      "bgp,country/IR,300,1", "bgp,country/IR,600,2", "bgp,country/IR,600,5",
      "bgp,country/IR,900,3")
    try finding(.conflictingPoints, signals)
    #expect(signals.series[0].values == [1, 5, 3])
    #expect(signals.series[0].quality == [[], .conflicting, []])
  }

  @Test func `out-of-order`() throws {
    let signals = try long(
      "bgp,country/IR,900,3", "bgp,country/IR,300,1", "bgp,country/IR,600,2")
    try finding(.outOfOrder, signals, count: 2)
    #expect(signals.series[0].values == [1, 2, 3])
  }

  @Test func `far-time`() throws {
    let rows = (0..<9).map { "bgp,country/IR,\(1_573_916_400 + $0 * 300),1" }
    let signals = try long("bgp,country/IR,0,7", rows.joined(separator: "\n"))
    try finding(.farTime, signals)
    #expect(signals.series[0].count == 9)
  }

  @Test func `grid-offset`() throws {
    let signals = try long("bgp,country/IR,450,1", "bgp,country/IR,750,2", "bgp,country/IR,1050,3")
    try finding(.gridOffset, signals)
    #expect(signals.series[0].start == UnixTime(450))
    #expect(signals.findings.count(of: "irregular-time") == 0)
  }

  @Test func `no bin starts before 1970`() throws {
    let signals = try long("bgp,country/IR,0,1", "bgp,country/IR,450,2", "bgp,country/IR,750,3")
    #expect(signals.series[0].start == UnixTime(0))
    #expect(signals.series[0].values == [1, 2, 3])
  }

  @Test func `step-inferred`() throws {
    let signals = try long("mine,country/IR,0,1", "mine,country/IR,120,2", "mine,country/IR,240,3")
    try finding(.stepInferred, signals)
    #expect(signals.series[0].step == 120)
    #expect(try long("mine,country/IR,0,1").series[0].step == 300)
  }

  @Test func `downsampled`() throws {
    let signals = try long("bgp,country/IR,0,1", "bgp,country/IR,1800,2", "bgp,country/IR,3600,3")
    try finding(.downsampled, signals)
    #expect(signals.series[0].step == 1_800)
    #expect(signals.series[0].marks(at: 2) == .downsampled)
    #expect(try Fixture.envelope.read().signals.findings.count(of: "downsampled") == 1)
  }

  @Test func `gaps alone do not make a source coarse`() throws {
    let signals = try long(
      "bgp,country/IR,0,1", "bgp,country/IR,300,2", "bgp,country/IR,1800,3",
      "bgp,country/IR,2100,3")
    #expect(signals.series[0].step == 300)
    #expect(signals.findings.isEmpty)
  }

  @Test func `finer-step`() throws {
    let signals = try long(
      "ping-slash24,country/IR,0,1", "ping-slash24,country/IR,300,2",
      "ping-slash24,country/IR,600,3")
    try finding(.finerStep, signals)
    #expect(signals.series[0].step == 300)
  }

  @Test func `repeated-values`() throws {
    let signals = try Fixture.wide.read().signals
    try finding(.repeatedValues, signals, count: 2)
  }

  @Test func `normalised`() throws {
    let text = "time,BGP,Active Probing\n0,100,99.5\n300,98.25,\n600,97,100\n900,96,\n"
    let signals = try read(text)
    try finding(.normalised, signals)
    for series in signals.series {
      #expect(series.unit == SignalReader.normalisedUnit)
      #expect(series.quality.allSatisfy { $0 == .normalised })
    }
    try finding(.normalised, try read("time,BGP (normalized)\n0,4\n300,5\n"))
    #expect(try read("time,bgp\n0,100\n300,98\n").findings.isEmpty)
  }

  @Test func `nested-values`() throws {
    let signals = try Fixture.nested.read().signals
    try finding(.nestedValues, signals)
    #expect(signals.findings.findings[0].disposition.contains("'loss_pct'"))
  }

  @Test func `empty-data`() throws {
    let signals = try read("{\"type\":\"signals\",\"error\":null,\"data\":[[]]}")
    try finding(.emptyData, signals)
    #expect(signals.series.isEmpty)
  }

  @Test func `envelope-error`() throws {
    let text =
      Fixture.envelope.text + "\n{\"type\":\"signals\",\"error\":\"time out\",\"data\":null}"
    let signals = try read(text)
    try finding(.envelopeError, signals)
    #expect(signals.findings.findings.contains { $0.detail.contains("'time out'") })
    #expect(signals.series.count == 2)
  }

  @Test func `other-envelope`() throws {
    let text = Fixture.envelope.text + "\n{\"type\":\"outages.events\",\"error\":null,\"data\":[]}"
    try finding(.otherEnvelope, try read(text))
  }

  @Test func `range-mismatch`() throws {
    let text = """
      {"data":[[{"entityType":"country","entityCode":"IR","datasource":"bgp","from":300,
      "until":3300,"step":300,"values":[1,2]}]]}
      """
    try finding(.rangeMismatch, try read(text))
  }

  @Test func `bad-step`() throws {
    let text = """
      {"data":[[{"entityType":"country","entityCode":"IR","datasource":"bgp","from":300,
      "step":300,"values":[1,2]},{"entityType":"country","entityCode":"IR","datasource":"mine",
      "from":300,"step":0,"values":[1,2]}]]}
      """
    try finding(.badStep, try read(text))
  }

  @Test func `truncated-json`() throws {
    let text = Fixture.envelope.text
    let signals = try read(String(text.dropLast(20)))
    try finding(.truncatedJSON, signals)
    #expect(signals.series.count == 2)
  }

  @Test func `prober-missing`() throws {
    try finding(.proberMissing, try Fixture.metrics.read().signals)
  }

  @Test func `truncated-gzip`() throws {
    var text = "datasource,entity,time,value\n"
    for bin in 0..<20_000 { text += "bgp,country/IR,\(bin * 300),\(bin % 97)\n" }
    let packed = try Gzip.compress(Array(text.utf8))
    let file = try SignalReader().read(Array(packed.dropLast(2_000)), name: "cut.csv.gz")
    try finding(.truncatedGzip, file.signals)
    #expect(file.rows > 1_000 && file.rows < 20_000)
    let values = file.signals.series[0].values
    #expect(values == values.indices.map { Double($0 % 97) }, "a cut line is not read")
  }

  @Test func `trailing-bytes`() throws {
    let packed = try Gzip.compress(Fixture.long.bytes) + Array("\n\n".utf8)
    try finding(.trailingBytes, try Fixture.long.read(packed).signals)
  }

  @Test func `overlapping-inputs`() throws {
    let first = try long("bgp,country/IR,0,1", "bgp,country/IR,300,2")
    let second = try long("bgp,country/IR,300,2", "bgp,country/IR,600,3")
    let merged = SignalSet.merging([first, second])
    try finding(.overlappingInputs, merged)
    #expect(merged.series.map(\.values) == [[1, 2, 3]])
    #expect(merged.series[0].quality.isEmpty)
  }

  @Test func `conflicting-inputs`() throws {
    let first = try long("bgp,country/IR,0,1", "bgp,country/IR,300,2")
    let second = try long("bgp,country/IR,300,9", "bgp,country/IR,600,3")
    let merged = SignalSet.merging([first, second])
    try finding(.conflictingInputs, merged)
    #expect(merged.series.map(\.values) == [[1, 9, 3]])
    #expect(merged.series[0].quality == [[], .conflicting, []])
  }

  @Test func `differing-steps`() throws {
    let first = try long("bgp,country/IR,0,1", "bgp,country/IR,1800,2")
    let second = try long("bgp,country/IR,0,5", "bgp,country/IR,300,6")
    let merged = SignalSet.merging([first, second])
    try finding(.differingSteps, merged)
    #expect(merged.series.map(\.values) == [[5, 6]])
  }

  @Test func `not-written`() throws {
    let lost = SignalEncoder().losses(of: try Fixture.chart.read().signals, as: .longCSV)
    #expect(lost.map(\.kind) == ["not-written", "not-written"])
  }

  @Test func `each finding and each error has a row in the documentation`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let page = folder.appendingPathComponent("../../Docs/Messages.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for kind in SignalFinding.allCases { #expect(text.contains("\n| `\(kind.rawValue)` |")) }
    for kind in SignalFileError.Kind.allCases { #expect(text.contains("\n| `\(kind.rawValue)` |")) }
  }

  @Test func `each finding has a test of its name`() throws {
    let tests = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    for kind in SignalFinding.allCases {
      #expect(tests.contains("@Test func `\(kind.rawValue)`()"), "\(kind)")
    }
  }
}
