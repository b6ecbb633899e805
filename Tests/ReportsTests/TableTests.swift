import Detection
import Engine
import Incidents
import Reports
import Testing
import Timeline

@Suite struct TableTests {
  let analysis = ReportFixture.standard

  @Test func intervalsWidenToClockTime() {
    let bracket = TimeBracket(
      after: ReportFixture.time("16T16:10:00"), by: ReportFixture.time("16T16:20:00"))
    #expect(TimeText.between(bracket, step: 600) == "between 16:10 and 16:30 on 16 Nov 2019")
    #expect(TimeText.short(bracket, step: 600) == "16 Nov 16:10–16:30")
    let night = TimeBracket(
      after: ReportFixture.time("16T23:50:00"), by: ReportFixture.time("17T00:00:00"))
    #expect(
      TimeText.between(night, step: 600) == "between 23:50 on 16 Nov 2019 and 00:10 on 17 Nov 2019")
    let first = TimeBracket(after: nil, by: ReportFixture.time("16T16:20:00"))
    #expect(TimeText.between(first, step: 600) == "before 16:30 on 16 Nov 2019")
  }

  @Test func aBeginningLeadsWithTheFallItself() throws {
    let event = try #require(
      analysis.events.first { $0.entity == ReportFixture.country && $0.datasource == .probing })
    #expect(
      TimeText.beginning(of: event, warning: 0.8)
        == "began to fall between 16:10 and 16:30 on 16 Nov 2019; "
        + "below 80 % in the bin 17:20 to 17:30")
  }

  @Test(arguments: [
    (0, "0 s"), (45, "45 s"), (5_400, "1 h 30 min"), (590_400, "6 d 20 h"), (86_400, "1 d"),
  ]) func lengths(seconds: Int, text: String) {
    #expect(TimeText.length(seconds) == text)
  }

  @Test func theTableListsCriticalEventsAndCountsWarnings() {
    let text = analysis.eventText(.table)
    #expect(text.hasPrefix("Reconstructed series, not measured\n"))
    #expect(text.hasSuffix("+1 warning: --level warning\n"))
    #expect(!text.contains("instrument not excluded"))
    let all = analysis.eventText(.table, level: .warning)
    #expect(all.contains("caution: instrument not excluded"))
    #expect(all.contains("short baseline (1 d of 7 d)"))
    #expect(!all.contains("\u{1B}"))
    #expect(analysis.eventText(.table, style: .colour).contains("\u{1B}[31mcritical"))
  }

  @Test func columnsAreAlignedWhateverTheScript() {
    let table = Table(
      caption: "", columns: [.init("Name"), .init("N", isNumeric: true)],
      rows: [["中国电信", "1"], ["e\u{301}t\u{1B}e", "22"]])
    #expect(table.text() == "Name       N\n中国电信   1\ne\u{301}t e      22\n")
  }

  @Test func markdownEscapesPipesAndTags() {
    #expect(analysis.anatomyText(.markdown).contains(#"TCI \| Iran \<Telecom\>"#))
  }

  @Test func spreadsheetsRunNoFormula() {
    var copy = analysis
    copy.membership.names[ReportFixture.country] = "=cmd|' /C calc'!A0,\"x\""
    let csv = copy.eventText(.csv)
    #expect(csv.contains(#","'=cmd|' /C calc'!A0,""x""","#))
    let columns = csv.split(separator: "\n")[0].split(separator: ",").count
    #expect(columns == 33)
  }

  @Test func anatomySaysWhatIsNotRankedAndWhoCannotSpeak() {
    let text = analysis.anatomyText(.table)
    #expect(text.contains("share of the country's lost /24s, not of its users"))
    #expect(text.contains("MCCI (AS197207): ping-slash24 cannot speak: level 7.0 is below"))
    #expect(text.contains("early sign, not ranked: bgp 16 Nov 12:05–12:15, 3 % lost"))
    #expect(text.contains("Shatel (AS31549): later step: bgp 17 Nov 11:20–11:30, 4,742 to 2"))
    #expect(text.contains("membership assumed"))
    #expect(text.contains("55 %"))
    let short = analysis.anatomyText(.table, rowLimit: 1)
    #expect(short.contains("others (2)"))
    #expect(!short.contains("Shatel"))
  }

  @Test func coverageNeverSaysThatThereWasNoOutage() throws {
    var signal = Coverage.Signal(
      key: SignalKey(entity: try #require(Entity("country/IQ")), datasource: .init("telescope")),
      floor: 20)
    signal.smallBaseline = 9
    signal.largestBaseline = 5
    let lines = Coverage(signals: [signal]).lines()
    #expect(
      lines == [
        "coverage: 1 signal read, 9 bins, 0 judged, 9 not (9 below the floor)",
        "nothing could be judged: this run cannot say whether there was an outage",
        "not judged: telescope country/IQ: level 5.0 is below the floor of 20",
      ])
    let text = analysis.coverage.lines().joined(separator: "\n")
    #expect(text.contains("not judged: ping-slash24 asn/197207: level 6.0 is below the floor"))
  }
}
