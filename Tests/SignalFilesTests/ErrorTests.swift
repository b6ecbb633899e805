import Foundation
import Inflate
import SignalFiles
import Testing
import Timeline

/// Each error of the readers and writers, and that it says what to do.
@Suite struct ErrorTests {
  private func error(
    _ kind: SignalFileError.Kind, _ bytes: [UInt8],
    _ options: SignalReadingOptions = SignalReadingOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> SignalFileError {
    let error = try #require(
      #expect(throws: SignalFileError.self, sourceLocation: sourceLocation) {
        try SignalReader(options).read(bytes, name: "input")
      })
    #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
    #expect(error.source == "input", sourceLocation: sourceLocation)
    #expect(!error.detail.isEmpty && !error.remedy.isEmpty, sourceLocation: sourceLocation)
    return error
  }

  private func error(
    _ kind: SignalFileError.Kind, _ text: String,
    _ options: SignalReadingOptions = SignalReadingOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> SignalFileError {
    try error(kind, Array(text.utf8), options, sourceLocation: sourceLocation)
  }

  @Test(arguments: ["", "\n \r\n", "\u{FEFF}", "# notice: nothing\n"])
  func `empty-input`(text: String) throws {
    _ = try error(.emptyInput, text)
  }

  @Test(arguments: ["hello world\n", "a,b,c\n1,2,3\n", "<html><body>Bad gateway</body></html>"])
  func `unknown-format`(text: String) throws {
    _ = try error(.unknownFormat, text)
  }

  @Test func `not-utf8`() throws {
    let wide = "time,value\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    _ = try error(.notUTF8, [0xFF, 0xFE] + wide)
    _ = try error(.notUTF8, wide)
  }

  @Test func `bad-gzip`() throws {
    _ = try error(.badGzip, [0x1F, 0x8B, 8, 0, 0])
  }

  @Test func `too-large`() throws {
    let bomb = try Gzip.compress([UInt8](repeating: 0x20, count: 1_000_000))
    _ = try error(.tooLarge, bomb, SignalReadingOptions(sizeLimit: 10_000))
  }

  @Test func `bad-json`() throws {
    let found = try error(.badJSON, "{\"type\":\"signals\",\"data\":[[{\"entityType\":")
    #expect(found.place == "byte 41")
  }

  @Test func `api-error`() throws {
    let found = try error(
      .apiError, "{\"type\":\"signals\",\"error\":\"Entity code not found\",\"data\":null}")
    #expect(found.detail.contains("'Entity code not found'"))
  }

  @Test(arguments: ["outages.events", "outages.alerts", "outages.summary", "topo.get"])
  func `not-signals`(type: String) throws {
    let found = try error(.notSignals, "{\"type\":\"\(type)\",\"error\":null,\"data\":[]}")
    #expect(found.remedy.contains("signals/raw"))
  }

  @Test func `needs-country`() throws {
    let found = try error(.needsCountry, Fixture.chart.text)
    #expect(found.remedy.contains("--country IR"))
    #expect(found.place == "line 2")
  }

  @Test func `needs-entity`() throws {
    let found = try error(.needsEntity, Fixture.wide.text)
    #expect(found.remedy.contains("--entity country/IQ"))
  }

  @Test func `needs-datasource-and-entity`() throws {
    let found = try error(.needsDatasourceAndEntity, Fixture.values.text)
    #expect(found.remedy.contains("--datasource bgp --entity country/IR"))
  }

  @Test func `missing-column`() throws {
    _ = try error(.missingColumn, "datasource,asn,value\nbgp,1,2\n")
    _ = try error(
      .missingColumn, "time,mood,weather\n300,1,2\n", SignalReadingOptions(country: Fixture.iran))
  }

  @Test func `no-signals`() throws {
    let found = try error(.noSignals, "datasource,entity,time,value\nbgp,nowhere,300,1\n")
    #expect(found.detail.contains("bad-entity"))
    _ = try error(.noSignals, "datasource,entity,time,value\n")
  }

  @Test func `strict-damage`() throws {
    let text = "datasource,entity,time,value\nbgp,country/IR,300,1\nbgp,country/IR,600,x\n"
    let found = try error(.strictDamage, text, SignalReadingOptions(strict: true))
    #expect(found.place == "line 3")
    #expect(try SignalReader().read(Array(text.utf8), name: "input").rows == 2)
  }

  @Test func `cannot-hold`() throws {
    let encoder = SignalEncoder()
    let long = try Fixture.long.read().signals
    for format in [SignalFormat.wideCSV, .valueCSV] {
      let error = #expect(throws: SignalFileError.self) { try encoder.encode(long, as: format) }
      #expect(error?.kind == .cannotHold)
      #expect(error?.source == format.rawValue)
    }
    let region = try Fixture.graphite.read().signals
    let error = #expect(throws: SignalFileError.self) {
      try encoder.encode(region, as: .chartCSV)
    }
    #expect(error?.kind == .cannotHold)
  }

  @Test func `an error is one line with its remedy`() throws {
    let found = try error(.needsCountry, Fixture.chart.text)
    #expect(
      found.description
        == "input, line 2: ASN 0 stands for a country, which the file does not name; "
        + "name it, for example --country IR")
  }

  @Test func `each error has a test of its name`() throws {
    let tests = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    for kind in SignalFileError.Kind.allCases {
      #expect(tests.contains("func `\(kind.rawValue)`("), "\(kind)")
    }
  }
}
