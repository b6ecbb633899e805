import Inflate
import Probing
import TestSupport
import Testing
import Timeline

/// Lists of blocks in all their forms.
struct BlockListTests {
  private static func read(
    _ bytes: [UInt8], rule: BlockListRule = .all
  ) throws(BlockListError) -> BlockListReading {
    try BlockListReader.read(BlockListInput(bytes: bytes, name: "list"), rule: rule)
  }

  private static func read(
    _ text: String, rule: BlockListRule = .all
  ) throws(BlockListError) -> BlockListReading {
    try read(Array(text.utf8), rule: rule)
  }

  private static func sample(hours: Bool) -> BlockList {
    var random = SeededRandom(seed: 7)
    return BlockList(
      (0..<50).map { number in
        var hosts = HostSet()
        if number % 5 != 0 {
          for _ in 0..<40 { hosts.insert(UInt8.random(in: 0...255, using: &random)) }
        }
        return ProbedBlock(
          block: Slash24(rawValue: UInt32(number * 7)), hosts: hosts, hostCount: number + 1,
          availability: random.unit(),
          hourly: hours && number % 3 == 0 ? (0..<24).map { 0.5 + Double($0) / 60 } : [])
      })
  }

  @Test("Hosts are 64 hexadecimal digits, the lowest address first")
  func rows() throws {
    let first = "c000" + String(repeating: "0", count: 59) + "1"
    let reading = try BlockListTests.read(
      """
      availability,prefix,hosts,ever_responsive,note
      0.5,192.0.2.0/24,\(first),3,x
      0.25,198.51.100.0/24,,17,y
      0.5,198.51.100.0/25,,17,y
      1.5,203.0.113.0/24,,17,y
      0.5,203.0.113.0/24,zz,17,y
      0.5,203.0.113.0/24,,0,y
      0.5,203.0.113.0/24
      """)
    #expect(reading.list.blocks.map(\.description) == ["192.0.2.0/24", "198.51.100.0/24"])
    #expect(reading.list.hosts[0].hosts == [0, 1, 255])
    #expect(reading.list.hostCount(at: 1) == 17)
    #expect(abs(reading.list.availability(at: 1) - 0.25) < 1e-5)
    #expect(
      reading.findings.findings.map { "\($0.kind) \($0.place ?? "")" } == [
        "bad-prefix line 4", "bad-availability line 5", "bad-hosts line 6", "bad-count line 7",
        "bad-row line 8",
      ])
  }

  @Test("Hours that are not 24 numbers are a finding, and the block has its mean")
  func hours() throws {
    let titles = (0..<24).map { "a" + String(repeating: "0", count: $0 < 10 ? 1 : 0) + "\($0)" }
    func row(_ prefix: String, _ hours: [String]) -> String {
      ([prefix, "17", "0.5"] + hours).joined(separator: ",")
    }
    let good = [String](repeating: "0.25", count: 24)
    let reading = try BlockListTests.read(
      """
      prefix,ever_responsive,availability,\(titles.joined(separator: ","))
      \(row("192.0.2.0/24", good))
      \(row("198.51.100.0/24", good.dropLast() + ["x"]))
      \(row("203.0.113.0/24", [String](repeating: "", count: 24)))
      """)
    #expect(reading.list.count == 3)
    #expect((0..<3).map { reading.list[$0].hourly.count } == [24, 0, 0])
    #expect(
      reading.findings.findings.map { "\($0.kind) \($0.place ?? "") \($0.disposition)" }
        == ["bad-hours line 3 the block has its mean at all hours"])
  }

  @Test("Where no block is left, the error has what was wrong with each kind of row")
  func nothingLeft() throws {
    let error = #expect(throws: BlockListError.self) {
      try BlockListTests.read(
        """
        prefix,ever_responsive,availability
        198.51.100.0/25,17,0.5
        203.0.113.0/24,3,0.5
        203.0.113/24,17,0.5
        """, rule: BlockListRule())
    }
    #expect(
      error?.description == """
        list: no block is left; 1 have too few addresses or too low an availability; \
        bad-prefix: 2, first at line 2: no IPv4 prefix of length 24
        """)
  }

  @Test("IODA's list is read member by member, whatever else stands in it")
  func ioda() throws {
    let hosts = (1...15).map { "{\"host_ip\":\"192.0.2.\($0)\",\"e_b\":0.75}" }
      .joined(separator: ",\n")
    let text = """
      {"192.0.2.0/24":{"version":"20261101","host_cnt":15,"avg_resp_rate":0.42,
       "meta":["N:geo.netacuity.AS","L:asn.64500","}{"],"new":{"a":[1,{}]},"hosts":[\(hosts)]},
       "198.51.100.0/24": {"host_cnt": 3, "avg_resp_rate": 0.9, "hosts": []},
       "meta": 7,
       "203.0.113.0/24":{"host_cnt":20,"avg_resp_rate":0.05,"hosts":[{"host_ip":"192.0.2.1"}]},
       "broken":{"host_cnt":20}, "10.0.0.0/24":{"host_cnt":20,"avg_resp_rate":"x"}}
      """
    let all = try BlockListTests.read(text)
    #expect(all.list.count == 3)
    #expect(all.list.hosts[0].hosts == Array(1...15))
    #expect(all.list.hostCount(at: 1) == 3)
    #expect(all.findings.count(of: "host-outside-block") == 1)
    #expect(all.findings.count(of: "bad-member") == 3)
    let ruled = try BlockListTests.read(text, rule: BlockListRule())
    #expect(ruled.list.blocks.map(\.description) == ["192.0.2.0/24"])
    #expect(ruled.excluded == 2)
  }

  @Test("A list comes back from its CSV and from its cache", arguments: [false, true])
  func roundTrip(hours: Bool) throws {
    let list = BlockListTests.sample(hours: hours)
    let cache = BlockListWriter.cache(list)
    #expect(try BlockListTests.read(cache).list == list)
    #expect(try BlockListTests.read(Gzip.compress(cache)).list == list)
    let rows = try BlockListTests.read(BlockListWriter.csv(list)).list
    #expect(rows.blocks == list.blocks)
    #expect(rows.hosts == list.hosts)
    #expect(rows.hourly == list.hourly)
    for index in 0..<list.count {
      #expect(rows.hostCount(at: index) == list.hostCount(at: index))
      #expect(abs(rows.availability(at: index) - list.availability(at: index)) < 0.000_02)
    }
  }

  @Test("A cache that lost or changed an octet is refused")
  func damagedCache() throws {
    let cache = BlockListWriter.cache(BlockListTests.sample(hours: true))
    for place in stride(from: 8, to: cache.count, by: 7) {
      var changed = cache
      changed[place] ^= 4
      #expect(throws: BlockListError.self) { _ = try BlockListTests.read(changed) }
      #expect(throws: BlockListError.self) {
        _ = try BlockListTests.read(Array(cache[..<place]))
      }
    }
  }

  @Test("Blocks out of order are put in order; of equal ones the last stays")
  func order() throws {
    let reading = try BlockListTests.read(
      """
      prefix,ever_responsive,availability
      198.51.100.0/24,20,0.5
      192.0.2.0/24,21,0.5
      198.51.100.0/24,22,0.5
      """)
    #expect(reading.list.blocks.map(\.description) == ["192.0.2.0/24", "198.51.100.0/24"])
    #expect(reading.list.hostCount(at: 1) == 22)
    #expect(reading.findings.count(of: "repeated-block") == 1)
  }

  @Test("An empty list, or none, is an error", arguments: ["", "a,b\n", "{}", "{\"x\":1}"])
  func refusal(text: String) {
    #expect(throws: BlockListError.self) { _ = try BlockListTests.read(text) }
  }
}
