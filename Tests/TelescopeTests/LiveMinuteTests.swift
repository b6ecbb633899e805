import Atlas
import Telescope
import Testing
import Timeline

/// What a live capture says of minutes in which nothing comes, and of packets that come too late.
struct LiveMinuteTests {
  private static let start = UnixTime(MinuteTests.start)

  private static func minutes(_ seconds: [Int64]) throws -> [TelescopeMinute] {
    let file = SentPacket.file(seconds.map { MinuteTests.packet($0) })
    return try TelescopeReplay([CaptureInput(bytes: file, name: "capture")]).minutes
  }

  /// The rows that a live capture writes, call by call.
  private static func rows(_ calls: [[TelescopeMinute]]) throws -> [String] {
    var recorder = TelescopeRecorder(places: try SplitTests.places())
    var rows: [String] = []
    for (index, minutes) in calls.enumerated() where !minutes.isEmpty {
      for minute in minutes { recorder.take(minute) }
      recorder.endsPartial = index + 1 == calls.count
      rows += recorder.segments.flatMap { recorder.series(of: $0) }.flatMap { one in
        one.values.indices.map {
          "\(one.entity) \(one.time(at: $0)) \(one.marks(at: $0).names) \(one.values[$0])"
        }
      }
      recorder.forgetMinutes()
      recorder.beginsPartial = false
    }
    return rows
  }

  @Test("Minutes without a packet are rows as they pass, the same as of a file")
  func gaps() throws {
    let heard = try Self.minutes([0, 60, 600])
    var sequence = MinuteSequence(source: "live")
    var calls: [[TelescopeMinute]] = []
    for seconds in stride(from: 60, through: 540, by: 60) {
      let closed = heard.prefix(2).filter { $0.start - Self.start == seconds - 60 }
      let (minutes, findings) = sequence.take(closed, until: Self.start + seconds)
      #expect(minutes.count == 1 && findings.isEmpty)
      calls.append(minutes)
    }
    // The end of the capture, whose last minute comes with one missing before it.
    let (last, findings) = sequence.take([heard[2]])
    #expect(last.map(\.start) == [Self.start + 540, heard[2].start] && findings.isEmpty)
    calls.append(last)
    let rows = try Self.rows(calls)
    let whole = try Self.rows([heard])
    #expect(rows.sorted() == whole.sorted() && rows.count(where: { $0.contains("gap") }) == 8 * 2)
  }

  @Test("A gap is filled for a day and then stated, once")
  func dayOfNothing() throws {
    let heard = try Self.minutes([0, 60])
    var sequence = MinuteSequence(source: "live")
    var filled = sequence.take(heard, until: Self.start + 120).minutes.count - 2
    var stated: [Finding] = []
    for seconds in stride(from: 180, through: 200_000, by: 60) {
      let (minutes, findings) = sequence.take([], until: Self.start + seconds)
      filled += minutes.count
      stated += findings
    }
    #expect(filled == 1_440 && stated.map(\.kind) == ["capture-long-gap"])
    #expect(stated[0].detail.hasPrefix("no packet from \(Self.start + 120) to "))
    let back = try Self.minutes([300_000])
    let after = sequence.take(back, until: Self.start + 300_120)
    #expect(after.minutes.map(\.start) == [back[0].start, back[0].start + 60])
    #expect(after.findings.isEmpty)
  }

  @Test("A clock that is set forward by years fills nothing")
  func jump() throws {
    var sequence = MinuteSequence(source: "live")
    _ = sequence.take(try Self.minutes([0]), until: Self.start + 60)
    let jump = sequence.take([], until: Self.start + 4_000_000_000)
    #expect(jump.minutes.isEmpty && jump.findings.map(\.kind) == ["capture-long-gap"])
    // Set back, nothing is written twice.
    let back = sequence.take([], until: Self.start + 60)
    #expect(back.minutes.isEmpty && back.findings.isEmpty)
    // Nothing was heard before the first minute, of which nothing is known.
    var silent = MinuteSequence(source: "live")
    let none = silent.take([], until: Self.start)
    #expect(none.minutes.isEmpty && none.findings.isEmpty)
  }

  @Test("Packets that are late are said at once, and then once a minute")
  func late() throws {
    var options = TelescopeOptions()
    options.closingDelay = 60
    var part = TelescopeAccumulator(options)
    func add(_ seconds: [Int64]) throws {
      let file = SentPacket.file(seconds.map { MinuteTests.packet($0) })
      _ = try CaptureInput(bytes: file, name: "live").read(into: &part)
    }
    let now = ContinuousClock.now
    var notice = LateNotice(source: "live")
    func said(after seconds: Int) -> Finding? {
      notice.finding(
        late: part.totals.late, closed: part.closedUntil, at: now + .seconds(seconds))
    }
    try add([0, 1])
    #expect(part.closedUntil == nil && said(after: 0) == nil)
    // The clock is set forward by an hour and back.
    #expect(part.takeClosed(at: Self.start + 3_600).count == 1)
    try add([5, 65, 70])
    let first = try #require(said(after: 1))
    #expect(first.kind == "late-packets" && first.count == 3)
    #expect(first.detail.contains("before \(Self.start + 3_540)"))
    try add([80])
    #expect(said(after: 2) == nil && said(after: 60) == nil)
    try add([81])
    #expect(said(after: 61)?.count == 2)
    #expect(said(after: 600) == nil)
  }
}
