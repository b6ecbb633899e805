import Inflate
import TestSupport
import Testing

/// What only bzip2 has: blocks that stand for themselves.
@Suite struct Bzip2BlockTests {
  /// The places in bits at which blocks begin.
  private func blocks(of packed: [UInt8]) -> [Int] {
    (0..<packed.count * 8 - 48).filter { bits(of: packed, at: $0, count: 48) == 0x3141_5926_5359 }
  }

  private func bits(of packed: [UInt8], at place: Int, count: Int) -> UInt64 {
    (place..<place + count).reduce(0) {
      $0 << 1 | UInt64(packed[$1 / 8] >> UInt8(7 - $1 % 8) & 1)
    }
  }

  private func flip(_ packed: inout [UInt8], bit: Int) { packed[bit / 8] ^= 0x80 >> UInt8(bit % 8) }

  @Test(arguments: 1...9)
  func `blocks of every size come back`(level: Int) throws {
    let bytes = Material.records.bytes(level * 100_000 * 2 + 12_345, seed: UInt64(level))
    for bytes in [bytes, Material.noise.bytes(level * 100_000 - 19)] {
      let packed = Bzip2.compress(bytes, level: Int32(level))
      for threads in [1, 2, 7] {
        let feed = try ByteFeed(
          bytes: packed, name: "x", options: ByteFeed.Options(threads: threads))
        #expect(try drain(feed) == bytes)
        #expect(feed.damage == [])
      }
    }
  }

  @Test func `runs of every length come back`() throws {
    var bytes: [UInt8] = []
    for length in Array(1...20) + Array(250...275) + [510, 511, 1_000, 100_000] {
      bytes += [UInt8](repeating: UInt8(truncatingIfNeeded: length), count: length) + [0xFE]
    }
    let feed = try ByteFeed(bytes: Bzip2.compress(bytes), name: "x")
    #expect(try drain(feed) == bytes)
    // A single block that gives 45 MB.
    let long = [UInt8](repeating: 0, count: 45_000_000)
    let packed = Bzip2.compress(long)
    #expect(packed.count < 100)
    let large = try ByteFeed(bytes: packed, name: "x")
    #expect(try drain(large) == long)
    #expect(large.damage == [])
  }

  @Test func `a damaged block is passed over and told`() throws {
    let bytes = Material.records.bytes(1_000_000)
    let packed = Bzip2.compress(bytes, level: 1)
    let starts = blocks(of: packed)
    try #require(starts.count > 8)
    // The bytes of each block, from one file for each that ends behind it.
    let whole = try drain(try ByteFeed(bytes: packed, name: "x"))
    try #require(whole == bytes)
    for victim in [0, 3, starts.count - 2] {
      var broken = packed
      flip(&broken, bit: (starts[victim] + starts[victim + 1]) / 2)
      let feed = try ByteFeed(bytes: broken, name: "x")
      let read = try drain(feed)
      let damage = try #require(feed.damage.first)
      #expect(feed.damage.count == 1)
      #expect(damage.kind == .corrupt)
      #expect(damage.isResumed)
      #expect(damage.compressedOffset == UInt64(starts[victim] / 8))
      #expect(
        damage.compressedLoss == UInt64(starts[victim + 1] / 8 - starts[victim] / 8))
      let gap = Int(damage.offset)
      let missing = bytes.count - read.count
      #expect(missing > 90_000)
      #expect(read == Array(bytes[..<gap] + bytes[(gap + missing)...]))
    }
  }

  @Test func `a lost last block and a damaged number are told`() throws {
    let bytes = Material.records.bytes(500_000)
    let packed = Bzip2.compress(bytes, level: 1)
    let starts = blocks(of: packed)
    for victim in [starts.count - 1, 2] {
      var broken = packed
      flip(&broken, bit: starts[victim] + 20)
      let feed = try ByteFeed(bytes: broken, name: "x")
      let read = try drain(feed)
      #expect(feed.damage.map(\.kind) == [.corrupt])
      #expect(feed.damage.map(\.isResumed) == [victim == 2])
      #expect(read.count < bytes.count)
      #expect(bytes.starts(with: read.prefix(Int(feed.damage.first?.offset ?? 0))))
    }
  }

  @Test func `a damaged header of a later stream loses nothing`() throws {
    let bytes = Material.records.bytes(150_000)
    let first = Bzip2.compress(bytes, level: 1)
    var packed = first + first
    packed[first.count + 1] = 0x20
    let feed = try ByteFeed(bytes: packed, name: "x")
    #expect(try drain(feed) == bytes + bytes)
    #expect(feed.damage.map(\.isResumed) == [true])
    #expect(feed.damage.first?.offset == UInt64(bytes.count))
  }

  @Test func `a stream whose checksum is wrong leaves no gap`() throws {
    let bytes = Material.records.bytes(30_000)
    let first = Bzip2.compress(bytes, level: 1)
    var packed = first + first
    packed[first.count - 3] ^= 1
    let feed = try ByteFeed(bytes: packed, name: "x")
    #expect(try drain(feed) == bytes + bytes)
    #expect(feed.damage.map(\.kind) == [.corrupt])
    #expect(feed.damage.map(\.compressedLoss) == [0])
    #expect(feed.damage.map(\.isResumed) == [false])
    #expect(feed.damage.map(\.offset) == [UInt64(bytes.count)])
  }

  /// A number that begins a block or ends a stream may stand within a block by chance. The map of
  /// the bytes in use can be made to hold it: 16 bits for each 16 bytes of which one is in use.
  @Test(arguments: [[0x3141, 0x5926, 0x5359], [0x1772, 0x4538, 0x5090]] as [[Int]])
  func `a number within a block is no block`(rows: [Int]) throws {
    var alphabet: [UInt8] = []
    for (index, row) in rows.enumerated() {
      for bit in 0..<16 where row >> (15 - bit) & 1 != 0 {
        alphabet.append(UInt8(index * 16 + bit))
      }
    }
    var random = SeededRandom(seed: 5)
    // No byte follows itself: the number of a run would be one more byte in use.
    var index = 0
    let bytes = (0..<400_000).map { _ in
      index = (index + 1 + Int(random.next() % UInt64(alphabet.count - 1))) % alphabet.count
      return alphabet[index]
    }
    let packed = Bzip2.compress(bytes, level: 1)
    if rows[0] == 0x3141 { #expect(blocks(of: packed).count == 10) }
    let feed = try ByteFeed(bytes: packed + packed, name: "x")
    #expect(try drain(feed) == bytes + bytes)
    #expect(feed.damage == [])
    // The same when the block in which it stands is damaged: nothing wrong is delivered.
    var broken = packed
    flip(&broken, bit: packed.count * 4)
    let damaged = try ByteFeed(bytes: broken, name: "x")
    let read = try drain(damaged)
    #expect(!damaged.damage.isEmpty)
    #expect(bytes.starts(with: read.prefix(Int(damaged.damage.first?.offset ?? 0))))
  }

  @Test func `randomised blocks are told`() throws {
    let bytes = Material.records.bytes(250_000)
    var packed = Bzip2.compress(bytes, level: 1)
    let starts = blocks(of: packed)
    flip(&packed, bit: starts[1] + 80)
    let feed = try ByteFeed(bytes: packed, name: "x")
    let read = try drain(feed)
    #expect(feed.damage.map(\.kind) == [.unsupported])
    #expect(feed.damage.map(\.isResumed) == [true])
    #expect(read.count < bytes.count)
  }

  @Test func `fields of a block that cannot be are damage`() throws {
    let packed = Bzip2.compress(Material.records.bytes(50_000), level: 1)
    let start = 32
    // Behind the number: checksum 32, randomised 1, origin 24, map 16.
    let places = Array(start + 48..<start + 48 + 73) + Array(start + 200..<start + 900)
    for place in places {
      var broken = packed
      flip(&broken, bit: place)
      let feed = try ByteFeed(bytes: broken, name: "x")
      let read = try drain(feed)
      #expect(read == [] || read.count == 50_000)
      #expect(feed.damage.count == 1, "bit \(place)")
    }
    // An origin behind the last place, and blocks larger than the header says.
    var broken = packed
    for bit in 0..<24 { broken[(start + 81 + bit) / 8] |= 0x80 >> UInt8((start + 81 + bit) % 8) }
    #expect(try drain(try ByteFeed(bytes: broken, name: "x")) == [])
    var small = Bzip2.compress(Material.noise.bytes(150_000), level: 9)
    small[3] = 0x31
    let feed = try ByteFeed(bytes: small, name: "x")
    #expect(try drain(feed) == [])
    #expect(feed.damage.map(\.kind) == [.corrupt])
  }

  @Test func `numbers without blocks do not stall`() throws {
    var packed: [UInt8] = [0x42, 0x5A, 0x68, 0x39]
    for _ in 0..<200_000 { packed += [0x31, 0x41, 0x59, 0x26, 0x53, 0x59] }
    let feed = try ByteFeed(bytes: packed, name: "x")
    #expect(try drain(feed) == [])
    #expect(feed.damage.count == 1)
    // Tables that go up and down for ever.
    var endless = Array(Bzip2.compress(Material.records.bytes(50_000), level: 1).prefix(60))
    endless += [UInt8](repeating: 0b1011_1011, count: 6_000_000)
    let other = try ByteFeed(bytes: endless, name: "x")
    #expect(try drain(other) == [])
    #expect(other.damage.count == 1)
  }
}
