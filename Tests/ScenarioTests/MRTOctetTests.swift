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
}
