import Foundation
import Inflate
import TestSupport
import Testing

/// Real archives, decompressed as the libraries do.
@Suite(.enabled(if: Corpus.isPresent)) struct CorpusFeedTests {
  static var paths: [String] {
    let root = Corpus.path("mrt")
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".bz2") || $0.hasSuffix(".gz") }.sorted()
  }

  @Test(arguments: paths)
  func `a compressed archive gives what the library gives`(name: String) throws {
    let path = Corpus.path("mrt/" + name)
    let packed = try ByteSource.read(path)
    let feed = try ByteFeed(path: path)
    let bytes = try drain(feed)
    #expect(feed.offset == UInt64(bytes.count))
    #expect(feed.isComplete)
    if name.hasSuffix(".bz2") {
      let expected = Bzip2.decompress(packed)
      #expect(feed.format == .bzip2)
      #expect(bytes == expected.bytes)
      #expect(feed.damage.isEmpty == expected.isWhole)
      #expect(expected.isWhole || feed.damage.map(\.kind) == [.truncated])
    } else {
      let expected = try Gzip.decompress(packed)
      #expect(feed.format == .gzip)
      #expect(bytes == expected.bytes)
      #expect(feed.damage.isEmpty == (expected.damage == nil))
    }
  }
}
