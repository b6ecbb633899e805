import Foundation
import Inflate
import TestSupport
import Testing

@Suite struct FeedWindowTests {
  /// The first bytes of the window.
  private func head(_ feed: ByteFeed, _ count: Int) -> [UInt8] {
    feed.withWindow { window in
      (0..<min(count, window.byteCount)).map {
        window.unsafeLoad(fromByteOffset: $0, as: UInt8.self)
      }
    }
  }

  @Test(arguments: Packing.allCases, [1, 7, 4_096, 1 << 20])
  func `records of any length come whole`(packing: Packing, chunk: Int) throws {
    let bytes = Material.records.bytes(chunk == 1 ? 20_000 : 700_000)
    let options = ByteFeed.Options(chunkSize: chunk)
    let feed = try ByteFeed(bytes: packing.pack(bytes), name: "x", options: options)
    var random = SeededRandom(seed: UInt64(chunk))
    var place = 0
    while true {
      // Now and then a record far longer than a chunk and than the headroom of its buffer.
      let count = random.next() % 40 == 0 ? 90_000 : Int(random.next() % 600)
      guard try feed.fill(count) else { break }
      let record = head(feed, count)
      #expect(record == Array(bytes[place..<place + count]))
      feed.consume(count)
      place += count
      #expect(feed.offset == UInt64(place))
    }
    let rest = head(feed, .max)
    #expect(rest == Array(bytes[place...]))
    #expect(feed.isComplete)
  }

  @Test(arguments: Packing.allCases)
  func `a window can grow over all of the input`(packing: Packing) throws {
    let bytes = Material.records.bytes(5_000_000)
    let feed = try ByteFeed(bytes: packing.pack(bytes), name: "x")
    _ = try feed.fill(11)
    feed.consume(11)
    while try feed.fillMore() {}
    #expect(feed.windowCount == bytes.count - 11)
    let window = head(feed, .max)
    #expect(window == Array(bytes[11...]))
  }

  @Test(arguments: Packing.compressed)
  func `a window stops at its maximum`(packing: Packing) throws {
    let bytes = Material.records.bytes(1_000_000)
    let options = ByteFeed.Options(maximumWindow: 100_000, chunkSize: 4_096)
    let feed = try ByteFeed(bytes: packing.pack(bytes), name: "x", options: options)
    #expect(throws: InflateError.windowTooLarge(limit: 100_000)) { try feed.fill(100_001) }
    #expect(try feed.fill(100_000))
    // The feed goes on once something is consumed.
    #expect(throws: InflateError.windowTooLarge(limit: 100_000)) { _ = try feed.fillMore() }
    feed.consume(feed.windowCount)
    #expect(try feed.fillMore())
  }

  @Test(arguments: Packing.allCases)
  func `more than the limit is an error`(packing: Packing) throws {
    let packed = try packing.pack([UInt8](repeating: 7, count: 3_000_000))
    #expect(throws: InflateError.tooLarge(limit: 2_999_999)) {
      try drain(
        try ByteFeed(bytes: packed, name: "x", options: ByteFeed.Options(limit: 2_999_999)))
    }
    let short = try? ByteFeed(bytes: packed, name: "x", options: ByteFeed.Options(limit: 10))
    for _ in 0..<(short == nil ? 0 : 20) {
      #expect(throws: InflateError.tooLarge(limit: 10)) { try short?.fillMore() }
    }
    let feed = try ByteFeed(bytes: packed, name: "x", options: ByteFeed.Options(limit: 3_000_000))
    #expect(try drain(feed).count == 3_000_000)
  }

  @Test(arguments: Packing.allCases)
  func `a consumer may stop at any time`(packing: Packing) throws {
    let packed = try packing.pack(Material.records.bytes(4_000_000))
    for round in 0..<40 {
      let feed = try ByteFeed(
        bytes: packed, name: "x", options: ByteFeed.Options(threads: 1 + round % 5))
      for _ in 0..<round % 4 { _ = try feed.fillMore() }
    }
  }

  @Test(arguments: Packing.allCases)
  func `a consumer may stop while the writer of a pipe is silent`(packing: Packing) throws {
    let packed = try packing.pack(Material.noise.bytes(300_000))
    let pipe = Pipe()
    let half = Data(packed.prefix(30_000))
    try pipe.fileHandleForWriting.write(contentsOf: half)
    let feed = try ByteFeed(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(feed.format == packing.format)
    // gzip and plain bytes are handed on as they come; the others need more for their first block.
    if packing == .gzip || packing == .plain { #expect(try feed.fill(1_000)) }
  }

  @Test func `passing over more than there is passes over all`() throws {
    let feed = try ByteFeed(bytes: [1, 2, 3], name: "x")
    feed.consume(-5)
    #expect(feed.offset == 0)
    feed.consume(100)
    #expect(feed.offset == 3)
    #expect(feed.windowCount == 0)
    let pipe = try ByteFeed(bytes: Packing.gzip.pack([1, 2, 3]), name: "x")
    _ = try pipe.fill(2)
    pipe.consume(100)
    #expect(pipe.offset == 3)
  }

  @Test(arguments: Packing.allCases)
  func `options that cannot work are replaced`(packing: Packing) throws {
    var options = ByteFeed.Options(threads: -3, chunkSize: -1)
    options.maximumWindow = -7
    let feed = try ByteFeed(bytes: packing.pack([1, 2, 3]), name: "x", options: options)
    #expect(try drain(feed) == [1, 2, 3])
  }

  private struct Refusal: Error, Equatable {}

  @Test func `an error in the body comes out as it is`() throws {
    let feed = try ByteFeed(bytes: [1, 2, 3], name: "x")
    #expect(throws: Refusal()) {
      try feed.withWindow { _ throws(Refusal) in throw Refusal() }
    }
  }
}
