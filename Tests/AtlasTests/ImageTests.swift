import Atlas
import Foundation
import Net
import TestSupport
import Testing

/// Tables saved and mapped.
struct ImageTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "atlas-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("A mapped table answers as the one that was saved")
  func roundTrip() throws {
    try withFolder { folder in
      let space = PlaceTableTests.space(seed: 7, family: .ipv4)
      var list = RangeList(PlaceTableTests.provenance())
      space.add(to: &list, numbers: PlaceTableTests.places.map { list.number(of: $0) })
      PlaceTableTests.space(seed: 8, family: .ipv6).add(
        to: &list, numbers: PlaceTableTests.places.map { list.number(of: $0) })
      let built = try PlaceTable(compiling: [list], key: "k")
      let path = "\(folder)/table"
      try built.save(to: path)
      let mapped = try #require(PlaceTable(mapping: path, key: "k"))
      #expect(mapped.places == built.places)
      #expect(mapped.sources == built.sources)
      #expect(mapped.findings == built.findings)
      #expect(mapped.size == built.size)
      let second = "\(folder)/second"
      try mapped.save(to: second)
      #expect(FileManager.default.contentsEqual(atPath: path, andPath: second))
      var random = SeededRandom(seed: 1)
      for _ in 0..<20_000 {
        let ipv4 = IPAddress(ipv4: 0x0AF0_0000 + UInt32(random.next() & 0x1FFFF))
        #expect(built.match(ipv4) == mapped.match(ipv4))
        #expect(built.placeID(of: ipv4) == mapped.placeID(of: ipv4))
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(left == ["second", "table"])
      #expect(PlaceTable(mapping: path, key: "other") == nil)
      #expect(PlaceTable(mapping: "\(folder)/none", key: "k") == nil)
      #expect(PlaceTable(mapping: folder, key: "k") == nil)
    }
  }

  @Test("A flipped bit, a cut and a stranger are noticed")
  func damage() throws {
    try withFolder { folder in
      let path = "\(folder)/table"
      try PlaceTableTests.table(PlaceTableTests.space(seed: 9, family: .ipv4)).save(to: path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(PlaceTable(mapping: path, key: "") != nil)
      var random = SeededRandom(seed: 2)
      var places = (0..<60).map { _ in Int.random(in: 0..<whole.count, using: &random) }
      places += [0, 8, 16, 24, 32, 40, 48, 64, whole.count - 1]
      for place in places {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: [whole[place] ^ 1 << UInt8(random.next() % 8)])
        #expect(PlaceTable(mapping: path, key: "") == nil, "byte \(place)")
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: [whole[place]])
        try file.close()
      }
      #expect(PlaceTable(mapping: path, key: "") != nil)
      for size in [0, 63, 64, 1000, whole.count - 1] {
        try whole.prefix(size).write(to: URL(fileURLWithPath: path))
        #expect(PlaceTable(mapping: path, key: "") == nil, "cut to \(size)")
      }
    }
  }
}
