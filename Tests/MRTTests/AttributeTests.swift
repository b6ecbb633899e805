import MRT
import Net
import TestSupport
import Testing

/// Path attributes one by one: what they say, and what becomes of broken ones (RFC 7606).
struct AttributeTests {
  typealias M = MRTBytes
  static let prefix = M.prefix("198.51.100.0/24")

  /// The attributes of an announcement that holds the plain ones and these.
  static func attributes(_ more: [UInt8], width: Int = 4) -> PathAttributes? {
    let list = ElementList(M.session(width == 4 ? 4 : 1, M.update(M.plain(width) + more, prefix)))
    return list.elements.first?.attributes
  }

  @Test("ORIGIN, NEXT_HOP and a path")
  func plain() throws {
    let read = try #require(Self.attributes([]))
    #expect(read.origin == .igp)
    #expect(read.nextHop == IPAddress("192.0.2.1"))
    #expect(read.asPath == ASPath([.init(.sequence, [ASN(64500), ASN(64501)])]))
    #expect(read.multiExitDiscriminator == nil && read.localPreference == nil)
    #expect(!read.isAtomicAggregate && read.aggregator == nil)
    #expect(read.communities.isEmpty && read.others.isEmpty)
  }

  @Test("Numbers, flags and addresses")
  func simple() throws {
    let read = try #require(
      Self.attributes(
        M.attribute(0x80, 4, M.u32(4_294_967_295)) + M.attribute(0x40, 5, M.u32(100))
          + M.attribute(0x40, 6, []) + M.attribute(0xC0, 7, M.u32(4_200_000_000) + [192, 0, 2, 77])
          + M.attribute(0x80, 9, [192, 0, 2, 5]) + M.attribute(0x80, 10, [1, 1, 1, 1, 2, 2, 2, 2])))
    #expect(read.multiExitDiscriminator == 4_294_967_295)
    #expect(read.localPreference == 100)
    #expect(read.isAtomicAggregate)
    #expect(
      read.aggregator == Aggregator(asn: ASN(4_200_000_000), address: IPAddress(ipv4: 0xC000_024D)))
    #expect(read.originatorID == IPAddress("192.0.2.5"))
    #expect(read.clusterList == [IPAddress(ipv4: 0x0101_0101), IPAddress(ipv4: 0x0202_0202)])
  }

  @Test("Communities of three kinds, in their order")
  func communities() throws {
    let read = try #require(
      Self.attributes(
        M.attribute(0xC0, 8, M.u32(0xFFFF_FF01) + M.u32(0xFBF4_0001) + M.u32(0))
          + M.attribute(0xC0, 16, [0, 2, 0xFB, 0xF4, 0, 0, 0, 1])
          + M.attribute(0xC0, 32, M.u32(4_200_000_000) + M.u32(1) + M.u32(2))))
    #expect(read.communities.map(\.rawValue) == [0xFFFF_FF01, 0xFBF4_0001, 0])
    #expect(read.extendedCommunities == [ExtendedCommunity(rawValue: 0x0002_FBF4_0000_0001)])
    #expect(read.largeCommunities == [LargeCommunity(4_200_000_000, 1, 2)])
  }

  @Test("What nobody reads is kept as it came, in its order, however long")
  func others() throws {
    let aigp: [UInt8] = [1, 0, 11, 0, 0, 0, 0, 0, 0, 0, 9]
    let long = [UInt8](repeating: 7, count: 300)
    let read = try #require(
      Self.attributes(M.attribute(0x80, 26, aigp) + M.attribute(0xC0, 250, long)))
    #expect(
      read.others == [
        RawAttribute(flags: 0x80, code: 26, value: aigp),
        RawAttribute(flags: 0xD0, code: 250, value: long),
      ])
  }

  @Test("Next hops of MP_REACH_NLRI: one, or one and a link-local one (RFC 2545, 3)")
  func nextHops() throws {
    let one = M.reach(2, 1, "2001:db8::1", M.prefix("2001:db8:5::/48"))
    let hops = M.address("2001:db8::1") + M.address("fe80::1")
    let two = M.attribute(
      0x80, 14, M.u16(2) + [1, 32] + hops + [0] + M.prefix("2001:db8:5::/48"))
    for (value, count) in [(one, 1), (two, 2)] {
      let list = ElementList(M.session(4, M.update(M.origin + M.path([64500]) + value)))
      let element = try #require(list.elements.first)
      #expect(element.nextHop == IPAddress("2001:db8::1"))
      #expect(element.attributes?.reach?.nextHops.count == count)
      #expect(element.attributes?.reach?.family == AddressFamily(afi: 2, safi: 1))
      #expect(element.prefix == Prefix("2001:db8:5::/48"))
    }
  }

  /// Damage to one attribute, and whether the route is withdrawn by it.
  static let dispositions: [(String, [UInt8], Bool)] = [
    ("7.1 ORIGIN of two octets", M.attribute(0x40, 1, [0, 0]) + M.path([64500]) + M.nextHop, true),
    ("7.1 ORIGIN 3", M.attribute(0x40, 1, [3]) + M.path([64500]) + M.nextHop, true),
    ("3c ORIGIN marked optional", M.attribute(0xC0, 1, [0]) + M.path([64500]) + M.nextHop, true),
    ("3d no ORIGIN", M.path([64500]) + M.nextHop, true),
    ("3d no AS_PATH", M.origin + M.nextHop, true),
    ("3d no NEXT_HOP", M.origin + M.path([64500]), true),
    ("7.2 a segment without members", M.origin + M.attribute(0x40, 2, [2, 0]) + M.nextHop, true),
    (
      "7.2 a segment of kind 5", M.origin + M.attribute(0x40, 2, [5, 1, 0, 0, 0, 1]) + M.nextHop,
      true
    ),
    (
      "7.2 a segment cut short", M.origin + M.attribute(0x40, 2, [2, 2, 0, 0, 0, 1]) + M.nextHop,
      true
    ),
    ("7.2 an empty path is whole", M.origin + M.attribute(0x40, 2, []) + M.nextHop, false),
    (
      "7.3 NEXT_HOP of five octets",
      M.origin + M.path([64500]) + M.attribute(0x40, 3, [1, 1, 1, 1, 1]), true
    ),
    ("7.4 MED of three octets", M.plain() + M.attribute(0x80, 4, [0, 0, 1]), true),
    ("7.5 LOCAL_PREF of three octets", M.plain() + M.attribute(0x40, 5, [0, 0, 1]), false),
    ("7.6 ATOMIC_AGGREGATE with a value", M.plain() + M.attribute(0x40, 6, [1]), false),
    (
      "7.7 AGGREGATOR of two-octet form", M.plain() + M.attribute(0xC0, 7, [1, 1, 1, 1, 1, 1]),
      false
    ),
    ("7.8 COMMUNITIES of five octets", M.plain() + M.attribute(0xC0, 8, [0, 0, 0, 0, 1]), true),
    ("7.8 COMMUNITIES of none", M.plain() + M.attribute(0xC0, 8, []), true),
    ("7.9 ORIGINATOR_ID of three octets", M.plain() + M.attribute(0x80, 9, [1, 1, 1]), false),
    ("7.10 CLUSTER_LIST of three octets", M.plain() + M.attribute(0x80, 10, [1, 1, 1]), false),
    (
      "7.14 EXTENDED COMMUNITIES of seven octets",
      M.plain() + M.attribute(0xC0, 16, [UInt8](repeating: 1, count: 7)), true
    ),
    (
      "RFC 8092, 5 LARGE_COMMUNITY of eleven octets",
      M.plain() + M.attribute(0xC0, 32, [UInt8](repeating: 1, count: 11)), true
    ),
    ("4 an attribute longer than the list", M.plain() + [0x40, 5, 200, 0], true),
    ("3g an attribute twice", M.plain() + M.attribute(0x40, 3, [9, 9, 9, 9]), false),
  ]

  @Test("RFC 7606", arguments: dispositions)
  func disposition(_ name: String, _ attributes: [UInt8], _ isWithdrawn: Bool) {
    let list = ElementList(M.session(4, M.update(attributes, Self.prefix)))
    #expect(list.elements.map(\.kind) == [isWithdrawn ? .withdrawal : .announcement])
    #expect(list.elements.first?.prefix == Prefix("198.51.100.0/24"))
    #expect(list.damage.count(of: .treatAsWithdraw) == (isWithdrawn ? 1 : 0))
    if !isWithdrawn { #expect(list.elements.first?.attributes?.nextHop == IPAddress("192.0.2.1")) }
  }

  @Test("A table's route survives an attribute that cannot be read, but not its path")
  func tables() {
    let broken = M.plain() + M.attribute(0xC0, 8, [1, 2, 3])
    let pathless = M.origin + M.attribute(0x40, 2, [2, 9, 1]) + M.nextHop
    let list = ElementList(
      M.peers
        + M.table(
          2, Self.prefix, [M.entry(0, broken), M.entry(0, pathless), M.entry(5, M.plain())]))
    #expect(list.elements.count == 1)
    #expect(list.elements.first?.attributes?.communities == [])
    #expect(list.found == [.discardedAttribute: 1, .treatAsWithdraw: 1, .peerIndex: 1])
  }

  @Test("TABLE_DUMP: a list that breaks off costs the route, an attribute twice does not")
  func oldTables() {
    let unreach = M.unreach(2, 1, [])
    let twice = M.oldTable(1, "198.51.100.0/24", M.plain(2) + unreach + unreach)
    let short = M.oldTable(1, "198.51.100.0/24", M.plain(2) + [0x40, 5, 200])
    #expect(ElementList(twice).elements.count == 1)
    #expect(ElementList(short).found == [.treatAsWithdraw: 1])
    for bytes in [twice, short] { #expect(Agreement(bytes, withGaps: true).difference == nil) }
  }

  @Test("A list of prefixes that breaks off gives what stands before, with a mark (5.3)")
  func brokenList() {
    let list = ElementList(
      M.session(4, M.update(M.plain(), Self.prefix + [13, 11, 13, 11])))
    #expect(list.elements.map { $0.prefix } == [Prefix("198.51.100.0/24"), Prefix("11.8.0.0/13")])
    #expect(list.elements.allSatisfy { $0.isOfBrokenList })
    #expect(list.gaps == 1)
    #expect(list.found == [.malformedPrefix: 1])
  }

  @Test("A prefix longer than its family is none")
  func tooLong() {
    let list = ElementList(M.session(4, M.update(M.plain(), [33, 1, 1, 1, 1, 1])))
    #expect(list.elements == [])
    #expect(list.found == [.malformedPrefix: 1])
  }
}
