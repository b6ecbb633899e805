import Net
import Scenario
import Testing
import Timeline

/// Inputs for measuring, made small enough to be looked at whole.
struct SyntheticInternetTests {
  typealias Internet = SyntheticInternet

  private static let small: Internet = {
    var shape = Internet.Shape.tenCollectors(scale: 0.001)
    shape.messages = 20_000
    return Internet(shape)
  }()

  private func bytes(
    _ write: (([UInt8]) -> Void) -> Internet.Counts
  ) -> (bytes: [UInt8], counts: Internet.Counts) {
    var all: [UInt8] = []
    let counts = write { all += $0 }
    return (all, counts)
  }

  @Test func `the same bytes twice, and as many as were counted`() {
    let internet = Self.small
    let again = Internet(internet.shape)
    for file in internet.files.prefix(3) + internet.files.suffix(2) {
      let (first, counts) = bytes { internet.write(file, to: $0) }
      #expect(first == bytes { again.write(file, to: $0) }.bytes)
      #expect(first.count == counts.octets)
    }
  }

  @Test func `prefixes ascend, and no two are the same`() {
    let internet = Internet(.oneCollector)
    let numbers = stride(from: 0, to: 999_000, by: 997).flatMap { $0..<$0 + 9 }
    for number in numbers { #expect(internet.prefix(number) < internet.prefix(number + 1)) }
    for number in 0..<100 { #expect(internet.prefix6(number) < internet.prefix6(number + 1)) }
    #expect(internet.prefix(0).description == "11.0.0.0/20")
    #expect(internet.prefix(999_999).lastAddress < IPAddress(ipv4: 0x4A00_0000))
  }

  @Test func `one collector has the shape that figures are stated for`() {
    let internet = Internet(.oneCollector)
    var counts = Internet.Counts()
    let shape = internet.shape
    for minute in 0..<15 {
      counts += internet.writeUpdates(
        of: 0, from: shape.from + minute * 60, until: shape.from + minute * 60 + 60, to: { _ in })
    }
    #expect(counts.records == 1_000_000)
    // Spans that do not hold whole thousands of messages cut the pattern, but lose nothing of it.
    #expect(counts.announced == 1_400_000)
    #expect(counts.withdrawn == 320_000)
    #expect((125_000_000...130_000_000).contains(counts.octets))
  }

  @Test func `pieces stay small`() {
    var shape = Internet.Shape.oneCollector
    shape.prefixes = 8_000
    var largest = 0
    let counts = Internet(shape).writeTable(of: 0) { largest = max(largest, $0.count) }
    #expect(largest < 5 << 20 && counts.octets > 15_000_000)
    #expect(counts.entries == 8_000 * 40 * 92 / 100)
    #expect((60...70).contains(counts.octets / counts.entries))
  }

  @Test func `files of ten collectors bear their archives' names`() {
    let files = Self.small.files
    #expect(files.count == 10 + 5 * 288 + 5 * 96)
    #expect(files[0].path == "rrc00/2024.03/bview.20240301.0000.gz")
    #expect(files[1].path == "rrc00/2024.03/updates.20240301.0000.gz")
    #expect(
      files.last?.path == "route-views6/bgpdata/2024.03/UPDATES/updates.20240301.2345.bz2")
  }

  @Test func `every address has a place and every prefix an origin`() {
    let internet = Self.small
    var (origins, ranges) = ("", "")
    internet.writePrefixOrigins { origins += String(decoding: $0, as: UTF8.self) }
    internet.writeRangeTable { ranges += String(decoding: $0, as: UTF8.self) }
    #expect(origins.split(separator: "\n").count == 1_200)
    #expect(origins.hasPrefix("11.0.0.0\t20\t1000\n11.0.0.0\t24\t1000\n"))
    let lines = ranges.split(separator: "\n")
    #expect(lines.prefix(2) == ["# built: 2024-03-01", "start,end,country,region"])
    #expect(lines.count == 2 + 125 + 50)
    #expect(lines[2].hasPrefix("11.0.0.0,11.0.15.255,"))
    for line in lines.dropFirst(2) {
      let fields = line.split(separator: ",")
      #expect(fields.count == 4 && fields[3].hasPrefix("\(fields[2])-"))
    }
  }

  @Test(.enabled(if: Bgpdump.isInstalled, "bgpdump is not installed"))
  func `bgpdump reads tables and updates, and counts the same`() throws {
    let internet = Self.small
    for collector in [0, 9] {
      let (table, counts) = bytes { internet.writeTable(of: collector, to: $0) }
      let printed = try Bgpdump.lines(table)
      #expect(printed.count == counts.entries && counts.entries > 6_000)
      #expect(printed.first?.contains("|11.0.0.0/20|") == true)
      #expect(Set(printed.map { $0.split(separator: "|")[4] }).count == 36)
    }
    let day = internet.shape.duration
    let (updates, counts) = bytes {
      internet.writeUpdates(
        of: 3, from: internet.shape.from, until: internet.shape.from + day, to: $0)
    }
    let printed = try Bgpdump.lines(updates)
    #expect(counts.records == 2_000)
    #expect(printed.count { $0.contains("|A|") } == counts.announced)
    #expect(printed.count { $0.contains("|W|") } == counts.withdrawn)
    let times = printed.compactMap { Int($0.split(separator: "|")[1]) }
    #expect(times == times.sorted())
  }
}
