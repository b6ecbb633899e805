import Foundation
import MRT
import Net
import Testing

/// The NDJSON form: valid JSON with the same fields in every line.
struct NDJSONTests {
  typealias M = MRTBytes

  static func objects(_ bytes: [UInt8]) throws -> [[String: Any]] {
    var printer = ElementPrinter(.ndjson)
    var reader = ElementReader()
    _ = reader.read(bytes.span.bytes, isComplete: true, into: &printer)
    return try printer.text.split(separator: 10).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }

  @Test("Every field of an announcement with all attributes")
  func full() throws {
    let attributes =
      M.plain() + M.attribute(0x80, 4, M.u32(7)) + M.attribute(0x40, 5, M.u32(100))
      + M.attribute(0x40, 6, []) + M.attribute(0xC0, 7, M.u32(4_200_000_000) + [192, 0, 2, 77])
      + M.attribute(0xC0, 8, M.u32(0xFBF4_0001) + M.u32(0xFFFF_FF01))
      + M.attribute(0x80, 9, [192, 0, 2, 5]) + M.attribute(0x80, 10, [1, 1, 1, 1])
      + M.attribute(0xC0, 16, [0, 2, 0xFB, 0xF4, 0, 0, 0, 1])
      + M.attribute(0xC0, 32, M.u32(1) + M.u32(2) + M.u32(3)) + M.attribute(0xC0, 250, [0xAB, 1])
    let body = M.sessionBody(9, M.update(attributes, M.prefix("198.51.100.0/24", pathID: 5)))
    let object = try #require(try Self.objects(M.record(17, 9, M.u32(42) + body)).first)
    let expected: [String: Any] = [
      "type": "A", "time": 1_600_000_000.000042, "record": "BGP4MP_ET", "local": false,
      "peer": "192.0.2.1", "peer_asn": 64500, "old_state": NSNull(), "new_state": NSNull(),
      "prefix": "198.51.100.0/24", "safi": "unicast", "path_id": 5, "originated": NSNull(),
      "broken_list": false, "as_path": "64500 64501", "origin_asns": [64501], "origin": "IGP",
      "next_hop": "192.0.2.1", "local_pref": 100, "med": 7,
      "communities": ["64500:1", "no-export"], "large_communities": ["1:2:3"],
      "extended_communities": ["0002fbf400000001"], "atomic_aggregate": true,
      "aggregator": ["asn": 4_200_000_000, "address": "192.0.2.77"],
      "originator_id": "192.0.2.5", "cluster_list": ["1.1.1.1"],
      "other_attributes": [["code": 250, "flags": 0xC0, "value": "ab01"]],
    ]
    #expect(NSDictionary(dictionary: object) == NSDictionary(dictionary: expected))
  }

  @Test("Withdrawals, tables and states have the same fields, null where nothing is")
  func sameFields() throws {
    let bytes =
      M.session(4, M.update(withdrawn: M.prefix("203.0.113.0/24")))
      + M.session(4, M.update(M.plain(), M.prefix("198.51.100.0/24")))
      + M.session(5, M.u16(6) + M.u16(1)) + M.session(4, M.message(4, [])) + M.peers
      + M.table(3, M.prefix("198.51.100.0/24"), [M.entry(0, M.plain())])
    let objects = try Self.objects(bytes)
    #expect(objects.map { $0["type"] as? String } == ["W", "A", "STATE", "B"])
    #expect(Set(objects.map { Set($0.keys) }).count == 1)
    #expect(objects[0]["as_path"] is NSNull && objects[0]["atomic_aggregate"] is NSNull)
    #expect(objects[1]["med"] is NSNull && objects[1]["communities"] is NSNull)
    #expect(objects[2]["prefix"] is NSNull && objects[2]["old_state"] as? Int == 6)
    #expect(objects[3]["safi"] as? String == "multicast")
    #expect(objects[3]["originated"] as? Int == 1_599_990_000)
  }
}
