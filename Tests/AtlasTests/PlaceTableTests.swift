import Atlas
import Net
import TestSupport
import Testing
import Timeline

/// The compiled table against a scan of every address.
struct PlaceTableTests {
  static let places = [
    Place(), Place(countryText: "IR", region: "IR-23"), Place(countryText: "IR", region: "IR-07"),
    Place(countryText: "IR"), Place(countryText: "US", region: "US-CA"), Place(countryText: "DE"),
  ]

  struct Block: Hashable {
    let block: UInt64
    let place: Place
  }

  static func provenance(_ name: String = "test") -> SourceProvenance {
    SourceProvenance(name: name, hash: "00", kind: .rangeTable, edition: "test")
  }

  /// Ranges as sources have them: many that abut, some nested, some that overlap by mistake.
  static func space(seed: UInt64, family: IPFamily) -> PaintedSpace {
    var random = SeededRandom(seed: seed)
    var ranges: [(first: Int, last: Int, place: UInt32)] = []
    for _ in 0..<Int.random(in: 1...400, using: &random) {
      let width = 1 << Int.random(in: 0...12, using: &random)
      var first = Int.random(in: 0..<(1 << 16), using: &random)
      if random.unit() < 0.7 { first &= ~(width - 1) }
      let last = min(first + width - 1, (1 << 16) - 1)
      ranges.append((first, last, UInt32.random(in: 0..<6, using: &random)))
    }
    return family == .ipv4
      ? PaintedSpace(ranges, base: 0x0AF0_0000, scale: 0, family: .ipv4)
      : PaintedSpace(
        ranges, base: 0x2A00_1450_0000_0000_0000_0000_0000_0000, scale: 72, family: .ipv6)
  }

  static func table(_ space: PaintedSpace) throws -> PlaceTable {
    var list = RangeList(provenance())
    let numbers = places.map { list.number(of: $0) }
    space.add(to: &list, numbers: numbers)
    return try PlaceTable(compiling: [list])
  }

  @Test("Every address has the place of the narrowest, last range", arguments: IPFamily.allCases)
  func addresses(_ family: IPFamily) throws {
    for seed in 0..<8 {
      let space = Self.space(seed: UInt64(seed), family: family)
      let table = try Self.table(space)
      var wrong = 0
      for index in 0..<(1 << 16) {
        let expected = Self.places[Int(space.places[index])]
        if table.place(of: space.address(index)) != expected { wrong += 1 }
        if table.place(of: space.lastAddress(index)) != expected { wrong += 1 }
      }
      #expect(wrong == 0, "seed \(seed)")
    }
  }

  @Test("Runs of /24s and /48s are those that a scan finds, maximal and each once")
  func runs() throws {
    for family in IPFamily.allCases {
      for seed in 0..<8 {
        let space = Self.space(seed: UInt64(seed), family: family)
        let table = try Self.table(space)
        var random = SeededRandom(seed: UInt64(seed) + 1000)
        for _ in 0..<100 {
          // An index is one IPv4 address, or a /56: 256 of either make a block.
          let bits = Int.random(in: 0...16, using: &random)
          let first = Int.random(in: 0..<(1 << 16), using: &random) & ~((1 << bits) - 1)
          let length = family == .ipv4 ? 32 - bits : 56 - bits
          let start = space.address(first)
          let prefix = Prefix(
            high: start.high, low: start.low, length: UInt8(length), family: family)
          for level in PlaceLevel.allCases {
            try check(table, space, prefix, first..<(first + 1 << bits), level)
          }
        }
      }
    }
  }

  private func check(
    _ table: PlaceTable, _ space: PaintedSpace, _ prefix: Prefix, _ indices: Range<Int>,
    _ level: PlaceLevel
  ) throws {
    var expected: Set<Block> = []
    for index in indices {
      var place = Self.places[Int(space.places[index])]
      if level == .country { place.region = nil }
      let address = space.address(index)
      expected.insert(
        Block(block: space.family == .ipv4 ? address.high >> 40 : address.high >> 16, place: place))
    }
    var found: [Block] = []
    var previous: (end: UInt64, place: PlaceID)?
    func take(_ first: UInt64, _ count: UInt64, _ place: PlaceID) {
      if let previous, previous.place == place { #expect(first > previous.end, "not maximal") }
      if let previous { #expect(previous.place <= place, "not in order") }
      previous = (first + count, place)
      for block in first..<(first + count) {
        found.append(Block(block: block, place: table[place]))
      }
    }
    if space.family == .ipv4 {
      table.slash24Runs(in: prefix, level: level) { take(UInt64($0), UInt64($1), $2) }
    } else {
      table.slash48Runs(in: prefix, level: level, take)
    }
    #expect(found.count == expected.count && Set(found) == expected, "\(prefix) \(level)")
    var places: [Place] = []
    table.places(of: prefix, level: level) { places.append(table[$0]) }
    #expect(places == Set(expected.map(\.place)).sorted(), "\(prefix) \(level)")
  }

  @Test("The ends of the space belong to it")
  func ends() throws {
    var list = RangeList(Self.provenance())
    let number = list.number(of: Place(countryText: "IR"))
    list.add(ipv4: 0, 5, number: number)
    list.add(ipv4: .max - 3, .max, number: number)
    list.add(ipv6: .max, .max, number: number)
    let table = try PlaceTable(compiling: [list])
    for text in ["0.0.0.5", "255.255.255.252", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"] {
      let address = try #require(IPAddress(text))
      #expect(table.place(of: address).country?.alpha2 == "IR", "\(text)")
    }
    for text in ["0.0.0.6", "255.255.255.251", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"] {
      let address = try #require(IPAddress(text))
      #expect(table.place(of: address) == Place(), "\(text)")
    }
    var runs: [[Int]] = []
    table.slash24Runs(in: Prefix(ipv4: 0, length: 0)) {
      runs.append([Int($0), Int($1), Int($2.rawValue)])
    }
    #expect(runs == [[0, 1 << 24, 0], [0, 1, 1], [(1 << 24) - 1, 1, 1]])
    var wide: [[UInt64]] = []
    table.slash48Runs(in: Prefix(high: 0, length: 0, family: .ipv6)) {
      wide.append([$0, $1, UInt64($2.rawValue)])
    }
    #expect(wide == [[0, 1 << 48, 0], [(1 << 48) - 1, 1, 1]])
  }

  @Test("A later source wins where it knows a country, and fills gaps where it does not")
  func layers() throws {
    var base = RangeList(Self.provenance("base"))
    base.add(ipv4: 1000, 1999, number: base.number(of: Place(countryText: "IR")))
    var upper = RangeList(Self.provenance("upper"))
    upper.add(ipv4: 1200, 1299, number: upper.number(of: Place(countryText: "IQ")))
    upper.add(ipv4: 1500, 2500, number: 0)
    let table = try PlaceTable(compiling: [base, upper])
    let answers = [999, 1000, 1200, 1299, 1300, 1600, 2000, 2501].map { (address: UInt32) in
      let match = table.match(IPAddress(ipv4: address))
      return "\(match.place) \(match.source?.name ?? "-")"
    }
    #expect(
      answers == [
        "unknown -", "IR base", "IQ upper", "IQ upper", "IR base", "IR base", "unknown upper",
        "unknown -",
      ])
    #expect(table.findings.isEmpty)
  }

  @Test("Overlaps within a source are counted")
  func overlaps() throws {
    var list = RangeList(Self.provenance())
    let iran = list.number(of: Place(countryText: "IR"))
    let iraq = list.number(of: Place(countryText: "IQ"))
    list.add(ipv4: 100, 199, number: iran)
    list.add(ipv4: 150, 249, number: iraq)
    list.add(ipv4: 300, 399, number: iraq)
    list.add(ipv4: 300, 399, number: iran)
    let table = try PlaceTable(compiling: [list])
    #expect(table.findings.count(of: "overlapping-ranges") == 2)
    #expect(table.place(of: IPAddress(ipv4: 150)).country?.alpha2 == "IQ")
    #expect(table.place(of: IPAddress(ipv4: 149)).country?.alpha2 == "IR")
    #expect(table.place(of: IPAddress(ipv4: 300)).country?.alpha2 == "IR")
  }
}
