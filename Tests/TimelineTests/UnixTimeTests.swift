import Testing
import Timeline

@Suite struct UnixTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_573_924_800, "2019-11-16T17:20:00Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (4_102_444_799, "2099-12-31T23:59:59Z"),
  ]) func textAndBack(seconds: Int64, text: String) {
    #expect(UnixTime(seconds).description == text)
    #expect(UnixTime(rfc3339: text) == UnixTime(seconds))
  }

  @Test func readsWhatFilesWrite() {
    let time = UnixTime(1_573_924_800)
    #expect(UnixTime.reading("2019-11-16 17:20:00+00:00")?.time == time)
    #expect(UnixTime.reading("2019-11-16 20:50:00+03:30")?.time == time)
    #expect(UnixTime.reading("2019-11-16 17:20")?.hasZone == false)
    #expect(UnixTime.reading("2019-11-16")?.isDate == true)
    #expect(UnixTime.reading("2019-02-29T00:00:00Z") == nil)
    #expect(UnixTime.reading("2019-11-16T25:00:00Z") == nil)
    #expect(UnixTime.reading("") == nil)
  }

  @Test func binsAreAlignedBelowZeroToo() {
    #expect(UnixTime(-1).floored(to: 300) == UnixTime(-300))
    #expect(UnixTime(299).floored(to: 300) == UnixTime(0))
  }

  @Test func arithmeticSaturates() {
    #expect(UnixTime(.max) + 1 == UnixTime(.max))
    #expect(UnixTime(.min) - 1 == UnixTime(.min))
  }
}
