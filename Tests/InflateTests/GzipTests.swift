import Inflate
import TestSupport
import Testing

@Suite struct GzipTests {
  private static func noise(_ count: Int) -> [UInt8] {
    var random = SeededRandom(seed: 7)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 58) }
  }

  @Test(arguments: [0, 1, 5, 262_144, 1_000_001])
  func `what was compressed comes back`(count: Int) throws {
    let bytes = Self.noise(count)
    let packed = try Gzip.compress(bytes)
    #expect(Gzip.isGzip(packed))
    let output = try Gzip.decompress(packed)
    #expect(output.bytes == bytes)
    #expect(output.members == 1)
    #expect(output.damage == nil)
  }

  @Test func `compression leaves no clock, name or system in the header`() throws {
    let packed = try Gzip.compress(Array("datasource,entity,time,value\n".utf8))
    #expect(Array(packed[0..<10]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
    #expect(try Gzip.compress(Array("datasource,entity,time,value\n".utf8)) == packed)
  }

  @Test func `members one after the other are one stream, and zeros after them are padding`() throws
  {
    let packed =
      try Gzip.compress([1, 2, 3]) + Gzip.compress([]) + Gzip.compress([4]) + [0, 0, 0]
    let output = try Gzip.decompress(packed)
    #expect(output.bytes == [1, 2, 3, 4])
    #expect(output.members == 3)
    #expect(output.damage == nil)
  }

  @Test func `a stream cut anywhere gives a prefix and says where it broke`() throws {
    let bytes = Self.noise(2_000)
    let packed = try Gzip.compress(bytes)
    for cut in 0..<packed.count {
      do {
        let output = try Gzip.decompress(Array(packed[..<cut]))
        #expect(bytes.starts(with: output.bytes))
        #expect(cut == 0 || output.damage?.kind == .truncated)
        #expect(cut == 0 || output.members == 0)
      } catch {
        #expect(error == .notGzip(offset: cut) || error == .notGzip(offset: 0))
      }
    }
  }

  @Test func `a flipped bit is found by the checksum`() throws {
    let bytes = Self.noise(50_000)
    var packed = try Gzip.compress(bytes)
    packed[packed.count - 6] ^= 1
    let output = try Gzip.decompress(packed)
    #expect(output.damage?.kind == .corrupt)
    #expect(output.members == 0)
  }

  @Test func `bytes after the stream are named and ignored`() throws {
    let output = try Gzip.decompress(try Gzip.compress([9]) + Array("<html>".utf8))
    #expect(output.bytes == [9])
    #expect(output.damage?.kind == .trailing)
    #expect(output.damage?.unused == 6)
  }

  @Test func `a bomb stops at the limit`() throws {
    let packed = try Gzip.compress([UInt8](repeating: 0, count: 10_000_000))
    #expect(packed.count < 20_000)
    #expect(throws: InflateError.tooLarge(limit: 1_000_000)) {
      try Gzip.decompress(packed, limit: 1_000_000)
    }
  }

  @Test func `seeded damage never traps`() throws {
    let packed = try Gzip.compress(Self.noise(600))
    var random = SeededRandom(seed: 11)
    for _ in 0..<2_000 {
      var broken = packed
      for _ in 0...Int(random.next() % 4) {
        broken[Int(random.next() % UInt64(broken.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      let output = try? Gzip.decompress(broken, limit: 100_000)
      #expect((output?.bytes.count ?? 0) <= 100_000)
    }
  }
}
