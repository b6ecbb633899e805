import MRT
import Net
import Testing

/// Every subtype that RFC 6396 and RFC 8050 define, made by hand, and the elements that it holds.
struct ElementFormTests {
  typealias M = MRTBytes

  /// A hand-made record, what it is, and its lines.
  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let lines: [String]
    var testDescription: String { name }
  }

  static let ipv4 = "198.51.100.0/24"
  static let ipv6 = "2001:db8:5::/48"
  static let plain6 = M.origin + M.path([64502])
  /// The abbreviated attribute of tables (RFC 6396, 4.3.4).
  static let tableHop6 = M.attribute(0x80, 14, [16] + M.address("2001:db8::1"))
  static let plainTail = "64500 64501|IGP|192.0.2.1|0|0||NAG||"
  static let tail6 = "64502|IGP|2001:db8::1|0|0||NAG||"

  static func table(_ prefix: String, _ tail: String, pathID: Int? = nil) -> String {
    let peer = prefix == ipv6 ? "2001:db8::1|64502" : "192.0.2.1|64500"
    let mark = pathID == nil ? "" : "_AP"
    return "TABLE_DUMP2\(mark)|1600000000|B|\(peer)|\(prefix)|"
      + (pathID.map { "\($0)|" } ?? "") + tail
  }

  static let tables: [Form] = [
    Form(
      name: "13/2", bytes: M.table(2, M.prefix(ipv4), [M.entry(0, M.plain())]),
      lines: [table(ipv4, plainTail)]),
    Form(
      name: "13/3", bytes: M.table(3, M.prefix(ipv4), [M.entry(0, M.plain())]),
      lines: [table(ipv4, plainTail)]),
    Form(
      name: "13/4", bytes: M.table(4, M.prefix(ipv6), [M.entry(1, plain6 + tableHop6)]),
      lines: [table(ipv6, tail6)]),
    Form(
      name: "13/4 with a whole MP_REACH_NLRI",
      bytes: M.table(4, M.prefix(ipv6), [M.entry(1, plain6 + M.reach(2, 1, "2001:db8::1", []))]),
      lines: [table(ipv6, tail6)]),
    Form(
      name: "13/5", bytes: M.table(5, M.prefix(ipv6), [M.entry(1, plain6 + tableHop6)]),
      lines: [table(ipv6, tail6)]),
    Form(
      name: "13/6 of IPv4",
      bytes: M.table(6, M.u16(1) + [1] + M.prefix(ipv4), [M.entry(0, M.plain())]),
      lines: [table(ipv4, plainTail)]),
    Form(
      name: "13/6 of IPv6 multicast",
      bytes: M.table(6, M.u16(2) + [2] + M.prefix(ipv6), [M.entry(1, plain6 + tableHop6)]),
      lines: [table(ipv6, tail6)]),
    Form(
      name: "13/6 of VPNv4, which holds no prefix",
      bytes: M.table(6, M.u16(1) + [128, 0], [M.entry(0, M.plain())]), lines: []),
    Form(
      name: "13/8",
      bytes: M.table(
        8, M.prefix(ipv4), [M.entry(0, M.plain(), pathID: 5), M.entry(0, M.plain(), pathID: 6)]),
      lines: [table(ipv4, plainTail, pathID: 5), table(ipv4, plainTail, pathID: 6)]),
    Form(
      name: "13/9", bytes: M.table(9, M.prefix(ipv4), [M.entry(0, M.plain(), pathID: 5)]),
      lines: [table(ipv4, plainTail, pathID: 5)]),
    Form(
      name: "13/10",
      bytes: M.table(10, M.prefix(ipv6), [M.entry(1, plain6 + tableHop6, pathID: 9)]),
      lines: [table(ipv6, tail6, pathID: 9)]),
    Form(
      name: "13/11",
      bytes: M.table(11, M.prefix(ipv6), [M.entry(1, plain6 + tableHop6, pathID: 9)]),
      lines: [table(ipv6, tail6, pathID: 9)]),
    Form(
      name: "13/12 as RFC 8050, 4.3 has it",
      bytes: M.table(
        12, M.u16(1) + [1] + M.prefix(ipv4, pathID: 77), [M.entry(0, M.plain())]),
      lines: [table(ipv4, plainTail, pathID: 77)]),
    Form(
      name: "13/12 as GoBGP and OpenBGPD write it",
      bytes: M.table(
        12, M.u16(1) + [1] + M.prefix(ipv4), [M.entry(0, M.plain(), pathID: 77)]),
      lines: [table(ipv4, plainTail, pathID: 77)]),
  ]

  @Test("TABLE_DUMP_V2", arguments: tables)
  func tableForms(_ form: Form) {
    #expect(M.peers.count + form.bytes.count <= 1024)
    let read = ElementList(M.peers + form.bytes)
    #expect(read.lines == form.lines)
    #expect(read.found == [:])
    #expect(read.elements.allSatisfy { $0.originated == 1_599_990_000 })
    let isMulticast =
      form.name.hasSuffix("multicast")
      || ["13/3", "13/5", "13/9", "13/11"]
        .contains(form.name)
    #expect(read.elements.allSatisfy { $0.isMulticast == isMulticast })
  }

  static let oldTables: [Form] = [
    Form(
      name: "12/1", bytes: M.oldTable(1, ipv4, M.plain(2)),
      lines: ["TABLE_DUMP|1600000000|B|192.0.2.1|64500|\(ipv4)|\(plainTail)"]),
    Form(
      name: "12/2",
      bytes: M.oldTable(
        2, ipv6,
        M.origin + M.path([64502], 2) + M.reach(2, 1, "2001:db8::1", M.prefix(ipv6))),
      lines: ["TABLE_DUMP|1600000000|B|2001:db8::1|64500|\(ipv6)|\(tail6)"]),
    Form(
      name: "12/3", bytes: M.oldTable(3, ipv4, M.plain(4)),
      lines: ["TABLE_DUMP|1600000000|B|192.0.2.1|64500|\(ipv4)|\(plainTail)"]),
    Form(
      name: "12/4",
      bytes: M.oldTable(4, ipv6, plain6 + M.reach(2, 1, "2001:db8::1", M.prefix(ipv6))),
      lines: ["TABLE_DUMP|1600000000|B|2001:db8::1|64500|\(ipv6)|\(tail6)"]),
  ]

  @Test("TABLE_DUMP", arguments: oldTables)
  func oldTableForms(_ form: Form) {
    let read = ElementList(form.bytes)
    #expect(read.lines == form.lines)
    #expect(read.found == [:])
  }

  static func pair(_ record: String, _ pathIDs: (Int, Int)?) -> [String] {
    let withdrawn = pathIDs.map { "|\($0.0)" } ?? ""
    let announced = pathIDs.map { "\($0.1)|" } ?? ""
    return [
      "\(record)|1600000000|W|192.0.2.1|64500|203.0.113.0/24\(withdrawn)",
      "\(record)|1600000000|A|192.0.2.1|64500|\(ipv4)|\(announced)\(plainTail)",
    ]
  }

  static func exchange(_ subtype: Int) -> [UInt8] {
    let width = [4, 7, 9, 11].contains(subtype) ? 4 : 2
    let ids: (UInt32?, UInt32?) = subtype >= 8 ? (6, 5) : (nil, nil)
    return M.session(
      subtype,
      M.update(
        withdrawn: M.prefix("203.0.113.0/24", pathID: ids.0), M.plain(width),
        M.prefix(ipv4, pathID: ids.1)))
  }

  static let sessions: [Form] = [
    Form(
      name: "16/0", bytes: M.session(0, M.u16(3) + M.u16(4)),
      lines: ["BGP4MP|1600000000|STATE|192.0.2.1|64500|3|4"]),
    Form(name: "16/1", bytes: exchange(1), lines: pair("BGP4MP", nil)),
    Form(name: "16/2, which is given up", bytes: M.session(2, [0, 0, 0, 0]), lines: []),
    Form(name: "16/3, which is given up", bytes: M.session(3, [0, 0, 0, 0]), lines: []),
    Form(name: "16/4", bytes: exchange(4), lines: pair("BGP4MP", nil)),
    Form(
      name: "16/5", bytes: M.session(5, M.u16(6) + M.u16(1)),
      lines: ["BGP4MP|1600000000|STATE|192.0.2.1|64500|6|1"]),
    Form(name: "16/6", bytes: exchange(6), lines: pair("BGP4MP_LOCAL", nil)),
    Form(name: "16/7", bytes: exchange(7), lines: pair("BGP4MP_LOCAL", nil)),
    Form(name: "16/8", bytes: exchange(8), lines: pair("BGP4MP_AP", (6, 5))),
    Form(name: "16/9", bytes: exchange(9), lines: pair("BGP4MP_AP", (6, 5))),
    Form(name: "16/10", bytes: exchange(10), lines: pair("BGP4MP_LOCAL_AP", (6, 5))),
    Form(name: "16/11", bytes: exchange(11), lines: pair("BGP4MP_LOCAL_AP", (6, 5))),
  ]

  @Test("BGP4MP", arguments: sessions)
  func sessionForms(_ form: Form) {
    #expect(form.bytes.count <= 1024)
    let read = ElementList(form.bytes)
    #expect(read.lines == form.lines)
    #expect(read.found == [:])
    #expect(read.elements.allSatisfy { $0.isLocal == form.lines[0].contains("LOCAL") })
  }

  @Test("BGP4MP_ET tells microseconds, whatever the subtype", arguments: 0...11)
  func extendedTime(subtype: Int) {
    let bytes = Self.sessions[subtype].bytes
    let read = ElementList(M.record(17, subtype, M.u32(42) + bytes[12...]))
    let expected = Self.sessions[subtype].lines.map {
      $0.replacing("BGP4MP", with: "BGP4MP_ET").replacing(
        "|1600000000|", with: "|1600000000.000042|")
    }
    #expect(read.lines == expected)
    #expect(read.found == [:])
  }

  @Test("The first format: an UPDATE without its header, and what else a session says")
  func firstFormat() {
    let head = M.u16(64500) + M.address("192.0.2.1")
    let local = M.u16(64999) + M.address("192.0.2.9")
    let update = M.update(
      withdrawn: M.prefix("203.0.113.0/24"), M.plain(2), M.prefix(Self.ipv4))
    let read = ElementList(
      M.record(5, 1, head + local + update[19...]) + M.record(5, 3, head + M.u16(6) + M.u16(1))
        + M.record(5, 5, head + local) + M.record(5, 6, head + local)
        + M.record(5, 7, head + local) + M.record(5, 0, []))
    #expect(
      read.lines == [
        "BGP|1600000000|W|192.0.2.1|64500|203.0.113.0/24",
        "BGP|1600000000|A|192.0.2.1|64500|198.51.100.0/24|64500 64501|IGP|192.0.2.1|0|0|NAG||",
        "BGP|1600000000|STATE|192.0.2.1|64500|6|1",
      ])
    #expect(
      read.elements.dropFirst(3).map(\.kind) == [
        .message(.open), .message(.notification), .message(.keepalive),
      ])
    #expect(read.found == [:])
  }

  @Test("A message speaks of several families; withdrawals come first")
  func families() {
    let attributes =
      M.plain() + M.reach(2, 1, "2001:db8::1", M.prefix("2001:db8:5::/48"))
      + M.unreach(2, 2, M.prefix("2001:db8:6::/48"))
    let read = ElementList(
      M.session(
        4, M.update(withdrawn: M.prefix("203.0.113.0/24"), attributes, M.prefix(Self.ipv4))))
    #expect(
      read.lines == [
        "BGP4MP|1600000000|W|192.0.2.1|64500|203.0.113.0/24",
        "BGP4MP|1600000000|W|192.0.2.1|64500|2001:db8:6::/48",
        "BGP4MP|1600000000|A|192.0.2.1|64500|198.51.100.0/24|64500 64501|IGP|192.0.2.1|0|0||NAG||",
        "BGP4MP|1600000000|A|192.0.2.1|64500|2001:db8:5::/48|64500 64501|IGP|2001:db8::1|0|0||NAG||",
      ])
    #expect(read.elements.map(\.isMulticast) == [false, true, false, false])
  }

  @Test("What the lines of a message share is written as each line alone has it")
  func sharedText() {
    let many = ["198.51.100.0/24", "198.51.101.0/24", "10.0.0.0/8"].flatMap { M.prefix($0) }
    let many6 = ["2001:db8:5::/48", "2001:db8:7::/48"].flatMap { M.prefix($0) }
    let both = M.plain() + M.reach(2, 1, "2001:db8::1", many6)
    let other = M.origin + M.path([64500, 64777]) + M.nextHop
    let bytes =
      M.session(4, M.update(withdrawn: M.prefix("203.0.113.0/24"), both, many))
      + M.session(4, M.update(withdrawn: [], other, many))
      + M.session(4, M.update(withdrawn: [], other, many), time: M.time + 1)
      + M.session(4, M.update(withdrawn: many, [], []))
    var filter = ElementFilter()
    filter.prefixes = [Prefix("198.51.101.0/24"), Prefix("2001:db8:7::/48")].compactMap { $0 }
    for filter in [ElementFilter(), filter] {
      var reader = ElementReader()
      var printer = ElementPrinter(.psv, filter: filter)
      _ = reader.read(bytes.span.bytes, isComplete: true, into: &printer)
      var list = ElementList(bytes)
      list.elements.removeAll { !filter.accepts($0) }
      let lines = String(decoding: printer.text, as: UTF8.self).split(separator: "\n")
      #expect(lines.map(String.init) == list.lines)
      #expect(lines.count == (filter.prefixes.isEmpty ? 15 : 5))
    }
  }
}
