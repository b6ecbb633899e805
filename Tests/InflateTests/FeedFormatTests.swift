import Foundation
import Inflate
import TestSupport
import Testing

@Suite struct FeedFormatTests {
  @Test(arguments: Packing.allCases, Material.allCases)
  func `what was packed comes back`(packing: Packing, material: Material) throws {
    let sizes = [
      1, 2, 3, 4, 5, 255, 258, 259, 260, 261, 4_095, 65_536, 99_980, 99_981, 100_000, 100_001,
      262_144,
      350_003, 1_048_576, 1_048_577, 3_000_000,
    ]
    for size in sizes {
      let bytes = material.bytes(size)
      let feed = try ByteFeed(bytes: packing.pack(bytes), name: "x")
      let read = try drain(feed)
      #expect(read == bytes, "\(size) bytes")
      #expect(feed.format == packing.format)
      #expect(feed.damage == [])
      #expect(feed.isComplete)
      #expect(feed.offset == UInt64(size))
    }
  }

  @Test(arguments: Packing.allCases)
  func `nothing packed is nothing read`(packing: Packing) throws {
    let feed = try ByteFeed(bytes: packing.pack([]), name: "x")
    #expect(feed.format == packing.format)
    #expect(try drain(feed) == [])
    #expect(feed.isComplete)
    #expect(feed.damage == [])
  }

  @Test(arguments: Packing.allCases)
  func `streams one after the other are one`(packing: Packing) throws {
    var bytes: [UInt8] = []
    var packed: [UInt8] = []
    for (index, size) in [5, 0, 120_000, 1, 0, 0, 2_000_000, 77].enumerated() {
      let part = Material.records.bytes(size, seed: UInt64(index))
      bytes += part
      packed += try packing.pack(part)
    }
    let feed = try ByteFeed(bytes: packed, name: "x")
    #expect(try drain(feed) == bytes)
    #expect(feed.damage == [])
  }

  @Test(arguments: Packing.allCases)
  func `a file and a pipe give the same as memory`(packing: Packing) throws {
    let bytes = Material.records.bytes(1_500_000)
    let packed = try packing.pack(bytes)
    let path = NSTemporaryDirectory() + "vigil-feed-\(UUID().uuidString).gz"
    try Data(packed).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let feed = try ByteFeed(path: path)
    #expect(feed.name == path)
    #expect(feed.isComplete == (packing == .plain))
    #expect(try drain(feed) == bytes)
    #expect(feed.format == packing.format)

    let pipe = Pipe()
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(packed))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let piped = try ByteFeed(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(try drain(piped) == bytes)
    #expect(piped.format == packing.format)
    #expect(piped.damage == [])
  }

  @Test func `an empty file is empty and complete at once`() throws {
    let feed = try ByteFeed(path: "/dev/null")
    #expect(feed.isComplete)
    #expect(feed.windowCount == 0)
    #expect(try !feed.fillMore())
    let memory = try ByteFeed(bytes: [], name: "nothing")
    #expect(memory.isComplete)
    #expect(try !memory.fill(1))
  }

  @Test func `an MRT record of the second that spells bzip2 is not bzip2`() throws {
    // 0x425A6839 is 12:06:17 on 11 April 2005.
    let record: [UInt8] = [0x42, 0x5A, 0x68, 0x39, 0, 13, 0, 2, 0, 0, 0, 0]
    let feed = try ByteFeed(bytes: record, name: "x")
    #expect(feed.format == .none)
    #expect(try drain(feed) == record)
  }

  @Test func `frames of zstd that are to be passed over are`() throws {
    let bytes = Material.records.bytes(10_000)
    let packed =
      Zstd.skippable([1, 2, 3]) + Zstd.compress(bytes) + Zstd.skippable([]) + Zstd.compress(bytes)
    let feed = try ByteFeed(bytes: packed, name: "x")
    #expect(feed.format == .zstd)
    #expect(try drain(feed) == bytes + bytes)
    #expect(feed.damage == [])
  }

  @Test func `a zstd window that is too large is refused by name`() throws {
    let packed = Zstd.compress(Material.records.bytes(10_000), windowLog: 28)
    let feed = try ByteFeed(bytes: packed, name: "x")
    #expect(try drain(feed) == [])
    #expect(feed.damage.map(\.kind) == [.unsupported])
  }

  @Test func `a missing file and a directory are clear errors`() {
    #expect(throws: InflateError.cannotRead(path: "/nowhere/at/all", code: 2)) {
      try ByteFeed(path: "/nowhere/at/all")
    }
    #expect(throws: InflateError.isDirectory(path: "/")) { try ByteFeed(path: "/") }
  }
}
