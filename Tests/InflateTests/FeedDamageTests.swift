import Inflate
import TestSupport
import Testing

@Suite struct FeedDamageTests {
  @Test(arguments: Packing.compressed)
  func `a stream cut anywhere gives what stands before the cut`(packing: Packing) throws {
    let bytes = Material.records.bytes(450_000)
    let packed = try packing.pack(bytes)
    var random = SeededRandom(seed: 3)
    let cuts =
      Array(10..<80) + Array(packed.count - 40..<packed.count)
      + (0..<150).map { _ in 10 + Int(random.next() % UInt64(packed.count - 10)) }
    for cut in cuts {
      let part = Array(packed[..<cut])
      let feed = try ByteFeed(bytes: part, name: "x")
      let read = try drain(feed)
      #expect(bytes.starts(with: read), "cut at \(cut)")
      #expect(feed.damage.map(\.kind) == [.truncated], "cut at \(cut)")
      #expect(feed.damage.first?.offset == UInt64(read.count))
      #expect(feed.damage.first?.isResumed == false)
      #expect(feed.damage.first.map { $0.compressedOffset <= UInt64(cut) } == true)
      switch packing {
      case .bzip2: #expect(read == Bzip2.decompress(part).bytes, "cut at \(cut)")
      case .gzip:
        // ISA-L may keep a byte back that zlib gives.
        let expected = (try? Gzip.decompress(part).bytes) ?? []
        #expect(read.count >= expected.count - 1, "cut at \(cut)")
      default: break
      }
    }
  }

  @Test(arguments: Packing.compressed)
  func `seeded damage never traps, hangs or passes for whole`(packing: Packing) throws {
    let bytes = Material.records.bytes(60_000)
    let packed = try packing.pack(bytes) + packing.pack(bytes)
    let whole = bytes + bytes
    var random = SeededRandom(seed: 17)
    for round in 0..<2_000 {
      var broken = packed
      for _ in 0...Int(random.next() % 4) {
        let place = 4 + Int(random.next() % UInt64(broken.count - 4))
        if random.next() % 8 == 0 {
          broken.removeSubrange(place..<min(broken.count, place + Int(random.next() % 50)))
        } else {
          broken[place] ^= 1 << UInt8(random.next() % 8)
        }
        if broken.count < 100 { break }
      }
      let feed = try ByteFeed(
        bytes: broken, name: "x", options: ByteFeed.Options(limit: 200_000_000))
      if feed.format == .none { continue }
      let read = try drain(feed)
      if feed.damage.isEmpty, packing != .zstd {
        // A header may change without harm; what has a checksum may not. The frames of zstd have
        // none here.
        #expect(read == whole || read == bytes, "round \(round)")
      }
      if packing == .bzip2 {
        // Every block has a checksum, so what stands before the damage is right.
        let right = min(Int(clamping: feed.damage.first?.offset ?? .max), read.count)
        #expect(whole.starts(with: read.prefix(right)), "round \(round)")
      }
      for damage in feed.damage { #expect(damage.offset <= UInt64(read.count)) }
    }
  }

  @Test(arguments: Packing.compressed)
  func `any bytes behind a header of the format are damage`(packing: Packing) throws {
    let head = Array(try packing.pack([]).prefix(packing == .bzip2 ? 4 : 10))
    for seed in 0..<200 {
      var broken = head
      if packing == .bzip2 { broken += [0x31, 0x41, 0x59, 0x26, 0x53, 0x59] }
      broken += Material.noise.bytes(3_000, seed: UInt64(seed))
      let feed = try ByteFeed(
        bytes: broken, name: "x", options: ByteFeed.Options(limit: 200_000_000))
      #expect(feed.format == packing.format)
      _ = try drain(feed)
      #expect(!feed.damage.isEmpty)
    }
  }

  @Test(arguments: Packing.compressed)
  func `zeros behind the last stream are padding and others are named`(packing: Packing) throws {
    let packed = try packing.pack([1, 2, 3])
    let padded = try ByteFeed(
      bytes: packed + [UInt8](repeating: 0, count: 700_000), name: "x")
    #expect(try drain(padded) == [1, 2, 3])
    #expect(padded.damage == [])
    let page = Array("<html>".utf8)
    for gap in [0, 5, 300_000] {
      let feed = try ByteFeed(
        bytes: packed + [UInt8](repeating: 0, count: gap) + page, name: "x")
      #expect(try drain(feed) == [1, 2, 3])
      #expect(
        feed.damage == [
          StreamDamage(
            kind: .trailing, compressedOffset: UInt64(packed.count),
            compressedLoss: UInt64(gap + 6), offset: 3)
        ])
    }
  }

  @Test(arguments: Packing.compressed)
  func `a wrong checksum is told`(packing: Packing) throws {
    let bytes = Material.records.bytes(30_000)
    var packed = try packing.pack(bytes)
    switch packing {
    case .gzip: packed[packed.count - 6] ^= 1
    // The last four bytes and up to seven bits are the checksum of the stream.
    case .bzip2: packed[packed.count - 3] ^= 1
    // The single frame of zstd has none: one of its last bytes.
    default: packed[packed.count - 1] ^= 0xFF
    }
    let feed = try ByteFeed(bytes: packed, name: "x")
    let read = try drain(feed)
    #expect(feed.damage.map(\.kind) == [.corrupt])
    if packing != .zstd { #expect(read == bytes) }
  }

  @Test func `damage is told in words`() {
    let gap = StreamDamage(
      kind: .corrupt, compressedOffset: 9, compressedLoss: 12, offset: 40, isResumed: true)
    #expect(
      gap.description == "the compressed data is damaged at its byte 9, 12 compressed bytes lost; "
        + "data goes on behind the gap at its byte 40")
    let cut = StreamDamage(
      kind: .truncated, compressedOffset: 9, compressedLoss: nil, offset: 40)
    #expect(
      cut.description == "the compressed data ends early, at its byte 9; data ends at its byte 40")
  }
}
