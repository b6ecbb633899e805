import Probing
import Testing
import Timeline

/// Counts of replies from files that list nothing else.
struct ReplyCountTests {
  private static let region = Entity("region/MM-02")

  private func options(_ change: (inout ReplyOptions) -> Void = { _ in }) throws -> ReplyOptions {
    var options = ReplyOptions(entity: try #require(ReplyCountTests.region))
    options.zoneOffset = 23_400
    options.binOffset = 1_800
    _ = options.setColumns("time=when,address=who")
    change(&options)
    return options
  }

  private func count(
    _ text: String, _ options: ReplyOptions
  ) throws -> (series: Series?, findings: FindingLog) {
    try ReplyCountReader.read(
      [ProbeInput(bytes: Array(text.utf8), name: "r.csv")], options: options)
  }

  private static let text = """
    who,"owner, if any",when
    014,"A, Ltd",2021-02-19 10:24:36.000
    014,"A, Ltd",2021-02-19 10:59:59.000
    015,,2021-02-19 10:00:00
    016,,2021-02-19 09:59:59

    016,,2021-02-19T05:40:00Z
    """

  @Test(
    "A row that says that nobody answered is no reply",
    arguments: [
      "time,address,replied\n1573776000,a,0\n1573776001,b,1\n1573776002,c,true\n1573776003,d,false\n",
      """
      saddr,success,repeat,timestamp-ts
      192.0.2.1,1,0,1573776000
      192.0.2.2,0,0,1573776001
      192.0.2.3,1,1,1573776002
      192.0.2.4,1,0,1573776003
      """,
    ])
  func unanswered(_ text: String) throws {
    let (series, log) = try count(
      text, ReplyOptions(entity: try #require(ReplyCountTests.region)))
    #expect(series?.values == [2])
    #expect(log.count(of: "not-a-reply") == 2)
  }

  @Test("Bins begin at full local hours, and each address counts once in one")
  func bins() throws {
    let (found, log) = try count(ReplyCountTests.text, options())
    let series = try #require(found)
    // 09:00 at UTC+06:30.
    #expect(series.start == UnixTime(rfc3339: "2021-02-19T02:30:00Z"))
    #expect(series.step == 3_600 && series.count == 4)
    #expect(series.values[0...1] == [1, 2] && series.values[3] == 1)
    #expect(series.values[2].isNaN)
    #expect(series.datasource.family == .generic)
    #expect(log.count(of: "repeated-reply") == 1 && log.count(of: "empty-bin") == 1)
  }

  @Test("An empty bin is zero where the user says so, and rows count without addresses")
  func zero() throws {
    let (found, log) = try count(
      ReplyCountTests.text,
      options {
        $0.empty = .zero
        _ = $0.setColumns("address=")
      })
    #expect(found?.values == [1, 3, 0, 1])
    #expect(log.count(of: "repeated-reply") == 0)
  }

  @Test("Damage is counted, a wrong time takes no memory, and what lacks a column is an error")
  func damage() throws {
    let rows = (0..<100).map { "\($0),,\(1_613_700_000 + $0 * 600)" }.joined(separator: "\n")
    let (found, log) = try count(
      "who,x,when\n1,2\n1,2,yesterday\n1,2,2021-02-19\n1,2,3\n" + rows, options())
    #expect(found?.count == 18)
    #expect(found?.values.reduce(0) { $0 + ($1.isNaN ? 0 : $1) } == 100)
    #expect(log.count(of: "bad-row") == 1 && log.count(of: "bad-time") == 2)
    #expect(log.count(of: "reply-far-time") == 1)
    #expect(throws: ProbeInputError.self) { try count("time,address\n1,2\n", options()) }
    #expect(try count("", options()).series == nil)
    var wrong = try options()
    for text in ["when", "time=", "what=x"] {
      let isTaken = wrong.setColumns(text)
      #expect(!isTaken)
    }
  }
}
