import MRT
import Net
import TestSupport
import Testing

/// The merge of what speakers of two octets pass along (RFC 6793, 4.2.3).
struct AS4PathTests {
  typealias M = MRTBytes

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let old: [UInt8]
    let new: [UInt8]
    var aggregator: UInt32?
    var as4Aggregator: UInt32?
    let path: String
    var testDescription: String { name }
  }

  static func old(_ asns: [UInt32], kind: UInt8 = 2) -> [UInt8] { M.segment(kind, asns, 2) }
  static func new(_ asns: [UInt32], kind: UInt8 = 2) -> [UInt8] { M.segment(kind, asns) }

  static let cases: [Case] = [
    Case(
      name: "the front is kept", old: old([64500, 23456, 23456]), new: new([100_000, 200_000]),
      path: "64500 100000 200000"),
    Case(
      name: "equally long: all of AS4_PATH", old: old([23456, 23456]),
      new: new([100_000, 200_000]),
      path: "100000 200000"),
    Case(
      name: "a longer AS4_PATH is ignored", old: old([64500, 23456]),
      new: new([1, 100_000, 200_000]), path: "64500 23456"),
    Case(
      name: "a set counts one", old: old([64500, 23456]) + old([23456, 1], kind: 1),
      new: new([100_000]) + new([200_000, 1], kind: 1), path: "64500 100000 {200000,1}"),
    Case(
      name: "a set in front is kept whole", old: old([64500, 7], kind: 1) + old([23456]),
      new: new([100_000]), path: "{64500,7} 100000"),
    Case(
      name: "a confederation in front goes along",
      old: old([65001], kind: 3) + old([64500, 23456]),
      new: new([64500, 100_000]), path: "(65001) 64500 100000"),
    Case(
      name: "a stale AS4_PATH: the aggregator knows two octets and is none of four",
      old: old([64500, 23456]), new: new([64500, 100_000]), aggregator: 64500,
      as4Aggregator: 100_000, path: "64500 23456"),
    Case(
      name: "an aggregator of four octets", old: old([64500, 23456]), new: new([64500, 100_000]),
      aggregator: 23456, as4Aggregator: 100_000, path: "64500 100000"),
    Case(
      name: "an AS4_PATH that cannot be read is passed over", old: old([64500, 23456]),
      new: [2, 9, 0, 0], path: "64500 23456"),
  ]

  @Test("Merge", arguments: cases)
  func merge(_ item: Case) throws {
    var attributes = M.origin + M.nextHop + M.attribute(0x40, 2, item.old)
    attributes += M.attribute(0xC0, 17, item.new)
    if let asn = item.aggregator {
      attributes += M.attribute(0xC0, 7, M.u16(Int(asn)) + [192, 0, 2, 77])
    }
    if let asn = item.as4Aggregator {
      attributes += M.attribute(0xC0, 18, M.u32(asn) + [192, 0, 2, 78])
    }
    let list = ElementList(
      M.session(1, M.update(attributes, M.prefix("198.51.100.0/24"))))
    let fields = try #require(list.lines.first).split(
      separator: "|", omittingEmptySubsequences: false)
    #expect(fields[6] == item.path)
    let aggregator = list.elements.first?.attributes?.aggregator?.asn.rawValue
    #expect(aggregator == (item.aggregator == 23456 ? item.as4Aggregator : item.aggregator))
  }

  /// Attributes that stand twice, and confederations: what both readers must make of them alike.
  static let odd: [[UInt8]] = [
    M.attribute(0x40, 2, old([65001], kind: 3) + old([64500, 23456]))
      + M.attribute(0xC0, 17, new([64500, 100_000])),
    M.attribute(0x40, 2, old([64500], kind: 1) + old([23456]))
      + M.attribute(0xC0, 17, new([7, 100_000])),
    M.attribute(0x40, 2, old([64500, 23456])) + M.attribute(0xC0, 17, [2, 9])
      + M.attribute(0xC0, 17, new([64500, 100_000])),
    M.attribute(0x40, 2, old([64500, 23456])) + M.attribute(0xC0, 17, new([64500, 100_000]))
      + M.attribute(0xC0, 7, M.u16(23456) + [1, 1, 1, 1])
      + M.attribute(0xC0, 7, M.u16(64500) + [1, 1, 1, 1])
      + M.attribute(0xC0, 18, M.u32(100_000) + [1, 1, 1, 1]) + M.attribute(0xC0, 18, [1]),
  ]

  @Test("The fast path merges alike", arguments: odd)
  func agreement(_ attributes: [UInt8]) {
    let record = M.session(
      1, M.update(M.origin + M.nextHop + attributes, M.prefix("198.51.100.0/24")))
    let agreement = Agreement(record, withGaps: true)
    #expect(agreement.difference == nil)
    #expect(agreement.count == 1)
  }

  @Test("A speaker of four octets passes AS4_PATH along in error")
  func fourOctets() {
    let attributes = M.plain() + M.attribute(0xC0, 17, Self.new([1, 2]))
    let list = ElementList(M.session(4, M.update(attributes, M.prefix("198.51.100.0/24"))))
    #expect(list.elements.first?.attributes?.asPath?.origins == [ASN(64501)])
  }

  @Test("Segments come back as they were given, and origins follow from the last")
  func segments() {
    let path = ASPath([
      .init(.confederationSequence, [ASN(65001)]), .init(.sequence, [ASN(1), ASN(2)]),
      .init(.set, [ASN(3), ASN(4)]),
    ])
    #expect(path.segments.map(\.kind) == [.confederationSequence, .sequence, .set])
    #expect(path.segments.last?.asns == [ASN(3), ASN(4)])
    #expect(path.origins == [ASN(3), ASN(4)])
    #expect(path.hops == 3)
    #expect(path.summary == .empty)
    #expect(ASPath.empty.origins == [] && ASPath.empty.hops == 0)
  }
}
