import Reports
import Testing
import TestSupport
import Timeline

@Suite struct AnnotationTests {
  private static let header = "from,until,zone,place,label,source,url,kind,count\n"

  private func read(_ rows: String, offset: Int? = nil) throws -> [Annotation] {
    try AnnotationReader(defaultOffset: offset).read(Array((Self.header + rows).utf8))
  }

  @Test func aDateIsTheWholeLocalDay() throws {
    let row = try #require(try read("2019-11-16,,+03:30,,Protests,Monitor,,protest,29\n").first)
    #expect(row.from == ReportFixture.time("15T20:30:00"))
    #expect(row.until == ReportFixture.time("16T20:30:00"))
    #expect(row.isWholeDays)
    #expect(row.count == 29)
  }

  @Test func rangesKeepTheirWidth() throws {
    let rows = try read(
      """
      2019-11-16,2019-11-17,+03:30,,Either day,Observer,,,
      2019-11-21T10:00Z,2019-11-21T18:00+01:00,,region/IR-23,Hours,Observer,,,
      2019-11-22T10:00,,Z,,Instant,Observer,,,
      """)
    #expect(rows.map { $0.until - $0.from } == [172_800, 25_200, 0])
    #expect(rows[1].entity == Entity("region/IR-23"))
  }

  @Test func aTimeWithoutZoneIsRefusedWithItsRow() throws {
    let text = "2019-11-16T10:00Z,,,,Fine,,,,\n2019-11-17,,,,No zone,,,,\n"
    let failure = #expect(throws: AnnotationReader.Failure.self) { try read(text) }
    #expect(failure?.row == 3)
    #expect(failure?.description.contains("--annotations-zone") == true)
    #expect(try read(text, offset: 12_600).count == 2)
  }

  @Test(arguments: [
    "2019-11-31,,Z,,x,,,,", "yesterday,,Z,,x,,,,", "2019-11-16,2019-11-15,Z,,x,,,,",
    "2019-11-16,,Tehran,,x,,,,", "2019-11-16,,Z,,x,,,,many", "2019-11-16,,Z,,x,,,,1,extra",
  ]) func badRowsAreNamed(row: String) {
    let failure = #expect(throws: AnnotationReader.Failure.self) { try read(row + "\n") }
    #expect(failure?.row == 2)
  }

  @Test func missingColumnsAreNamed() {
    #expect(throws: AnnotationReader.Failure.self) {
      try AnnotationReader().read(Array("when,what\n2019-11-16,x\n".utf8))
    }
    #expect(throws: Never.self) { try AnnotationReader().read([]) }
  }

  @Test func quotesAndLineEndsOfSpreadsheets() throws {
    let text = "\u{FEFF}label,from,zone\r\n\"a \"\"b\"\", c\r\nd\",2019-11-16,Z\r\n\r\n"
    let rows = try AnnotationReader().read(Array(text.utf8))
    #expect(rows.map(\.label) == ["a \"b\", c\r\nd"])
  }

  @Test func damageGivesRowsOrAFailure() {
    let good = Array(
      (Self.header + "2019-11-16,,+03:30,,\"Protests, large\",Monitor,https://a,protest,29\n").utf8)
    for end in 0...good.count { _ = try? AnnotationReader().read(Array(good[..<end])) }
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      var bytes = good
      for _ in 0..<3 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      _ = try? AnnotationReader(defaultOffset: 0).read(bytes)
    }
  }
}
