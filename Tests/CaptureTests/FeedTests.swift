import Capture
import Inflate
import TestSupport
import Testing
import Timeline

/// Captures through feeds: plain and compressed, whole and broken.
struct FeedTests {
  typealias C = CaptureBytes

  static let file: [UInt8] =
    C.fileHeader()
    + (0..<20_000).flatMap { index in
      C.record(
        C.ethernet(0x0800, C.ipv4(last: UInt8(truncatingIfNeeded: index))),
        seconds: 1_573_900_000, fraction: UInt32(index))
    }

  static func read(_ bytes: [UInt8]) throws -> (
    list: PacketList, reader: CaptureReader, feed: ByteFeed
  ) {
    let feed = try ByteFeed(bytes: bytes, name: "a", options: .init(chunkSize: 10_000))
    var reader = CaptureReader()
    var list = PacketList()
    try reader.readAll(feed, into: &list)
    list.damage = reader.damage
    return (list, reader, feed)
  }

  @Test("Plain and gzip give the same packets")
  func compressed() throws {
    let whole = PacketList(Self.file)
    let plain = try Self.read(Self.file)
    #expect(plain.list == whole)
    #expect(plain.reader.packets == 20_000)
    let gzip = try Self.read(Gzip.compress(Self.file))
    #expect(gzip.feed.format == .gzip)
    #expect(gzip.list == whole)
  }

  @Test("A compressed stream that ends early gives the packets before its end")
  func cut() throws {
    let compressed = try Gzip.compress(Self.file)
    let cut = try Self.read(Array(compressed.prefix(compressed.count / 2)))
    #expect(cut.list.packets.count > 1_000)
    #expect(cut.list.packets.count < 20_000)
    #expect(cut.feed.damage.map(\.kind) == [.truncated])
  }

  @Test("A file that is no capture is not read to its end")
  func foreign() throws {
    let read = try Self.read(Gzip.compress([UInt8](repeating: 0x41, count: 1 << 20)))
    #expect(read.reader.isFinished)
    #expect(read.feed.offset <= 20_000)
    #expect(read.list.damage.findings(source: "a").map(\.kind) == ["capture-format"])
  }
}
