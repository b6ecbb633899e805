import Net
import Scenario
import Testing
import Timeline

/// The octets themselves, against the clauses that lay them down.
struct MRTOctetTests {
  @Test func `subtypes follow width, direction and path ids`() throws {
    let address = try #require(IPAddress("192.0.2.1"))
    var file = MRTRecordWriter()
    var subtypes: [UInt8] = []
    for (isLocal, addPath) in [(false, false), (true, false), (false, true), (true, true)] {
      for width in [BGPMessageWriter.ASNWidth.two, .four] {
        file.removeAll()
        let session = MRTRecordWriter.Session(peer: ASN(1), address: address, width: width)
        file.message(
          BGPMessageWriter().keepalive(), at: UnixTime(0), of: session, isLocal: isLocal,
          addPath: addPath)
        subtypes.append(file.bytes[7])
      }
    }
    #expect(subtypes == [1, 4, 6, 7, 8, 9, 10, 11])
  }

  @Test func `subtypes of a table follow family, cast and path ids`() throws {
    var subtypes: [UInt8] = []
    for addPath in [false, true] {
      for text in ["10.0.0.0/8", "2000::/3"] {
        let prefix = try #require(Prefix(text))
        for cast in [MRTRecordWriter.Cast.unicast, .multicast] {
          var file = MRTRecordWriter()
          file.rib(
            at: UnixTime(0), sequence: 0, prefix: prefix, cast: cast, addPath: addPath, entries: [])
          subtypes.append(file.bytes[7])
        }
      }
      var file = MRTRecordWriter()
      file.genericRIB(
        at: UnixTime(0), sequence: 0, afi: 1, safi: 1, nlri: [8, 10], addPath: addPath, entries: [])
      subtypes.append(file.bytes[7])
    }
    #expect(subtypes == [2, 3, 4, 5, 6, 8, 9, 10, 11, 12])
  }

  @Test func `an entry with a path id`() throws {
    var file = MRTRecordWriter()
    file.rib(
      at: UnixTime(1), sequence: 2, prefix: try #require(Prefix("10.0.0.0/9")), addPath: true,
      entries: [.init(peer: 3, originated: UnixTime(4), pathID: 5, encoded: [0x40, 1, 1, 0])])
    #expect(
      file.bytes == [
        0, 0, 0, 1, 0, 13, 0, 8, 0, 0, 0, 25, 0, 0, 0, 2, 9, 10, 0, 0, 1, 0, 3, 0, 0, 0, 4, 0, 0, 0,
        5, 0, 4, 0x40, 1, 1, 0,
      ])
  }

  @Test func `a generic table, multicast IPv6`() throws {
    var file = MRTRecordWriter()
    file.genericRIB(
      at: UnixTime(1), sequence: 2, afi: 2, safi: 2, nlri: [16, 0x20, 0x01],
      entries: [.init(peer: 3, originated: UnixTime(4), encoded: [0x40, 1, 1, 0])])
    #expect(
      file.bytes == [
        0, 0, 0, 1, 0, 13, 0, 6, 0, 0, 0, 24, 0, 0, 0, 2, 0, 2, 2, 16, 0x20, 0x01, 0, 1, 0, 3, 0, 0,
        0, 4, 0, 4, 0x40, 1, 1, 0,
      ])
  }

  @Test func `MP_REACH_NLRI is whole in a message and a next hop in a table`() throws {
    let hop = try #require(IPAddress("2001:db8::1"))
    let prefix = try #require(Prefix("2001:db8:8000::/33"))
    let reach = BGPMessageWriter.Attribute.multiprotocolReach(
      nextHops: [hop], [.init(prefix, pathID: 7)])
    let octets: [UInt8] = [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    #expect(BGPMessageWriter().encode([reach], in: .table) == [0x80, 14, 17, 16] + octets)
    #expect(
      BGPMessageWriter().encode([reach])
        == [0x80, 14, 31, 0, 2, 1, 16] + octets + [0, 0, 0, 0, 7, 33, 0x20, 1, 0x0D, 0xB8, 0x80])
  }

  @Test func `an ASN beyond two octets is AS_TRANS where two are all there is`() {
    let path = BGPMessageWriter.Attribute.path(ASN(64_500), ASN(65_536))
    #expect(
      BGPMessageWriter(width: .two).encode([path]) == [0x40, 2, 6, 2, 2, 0xFB, 0xF4, 0x5B, 0xA0])
    var writer = BGPMessageWriter(width: .two)
    writer.alwaysExtendsLength = true
    #expect(writer.encode([.atomicAggregate]) == [0x50, 6, 0, 0])
  }

  @Test func `more than 255 ASNs are two segments, and a path without any is empty`() {
    let long = BGPMessageWriter.Attribute.asPath([
      .sequence((0..<300).map { ASN(UInt32($0)) })
    ])
    let bytes = BGPMessageWriter(width: .two).encode([long])
    #expect(bytes.prefix(6) == [0x50, 2, 2, 92, 2, 255])
    #expect(bytes[4 + 2 + 510..<4 + 4 + 510] == [2, 45])
    #expect(BGPMessageWriter().encode([.asPath([])]) == [0x40, 2, 0])
  }
}
