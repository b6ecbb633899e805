import Foundation
import Inflate
import MRT
import TestSupport
import Testing

/// Every file of the corpus, cut and damaged at random: both readers live, agree, and say no more
/// than the bytes can hold.
struct DamagedCorpusTests {
  /// How often each file is damaged: a tenth of what `Tests/Fuzz/mutate` does.
  static var mutations: Int {
    ProcessInfo.processInfo.environment["VIGIL_MUTATIONS"].flatMap { Int($0) } ?? 1_000
  }

  /// The octets of an excerpt: any power of two from 256 to 65,536.
  static func limit(_ random: inout SeededRandom) -> Int {
    1 << Int.random(in: 8...16, using: &random)
  }

  @Test(
    "Cut and damaged", .enabled(if: Corpus.isPresent), arguments: MRTCorpus.files)
  func damaged(_ file: String) throws {
    let excerpts = try MRTExcerpts(path: Corpus.path(file))
    var random = SeededRandom(seed: file.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    for round in 0..<DamagedCorpusTests.mutations {
      var bytes = excerpts.draw(limit: DamagedCorpusTests.limit(&random), using: &random)
      if round % 11 == 0 {
        bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
      } else {
        Mutation.apply(to: &bytes, using: &random)
      }
      let agreement = Agreement(bytes)
      if agreement.difference != nil || agreement.count > bytes.count {
        Issue.record("round \(round): \(agreement.difference ?? "\(agreement.count) events")")
        return
      }
    }
  }

  static var archives: [String] {
    MRTCorpus.files.filter { $0.hasSuffix(".gz") || $0.hasSuffix(".bz2") }
  }

  @Test("Cut while compressed", .enabled(if: Corpus.isPresent), arguments: archives)
  func compressed(_ file: String) throws {
    let bytes = try ByteSource.read(Corpus.path(file))
    var random = SeededRandom(seed: UInt64(bytes.count))
    for _ in 0..<max(1, DamagedCorpusTests.mutations / 50) {
      let cut = Int.random(in: 0..<min(bytes.count, 1 << 16), using: &random)
      let feed = try ByteFeed(bytes: Array(bytes[..<cut]), name: "cut")
      var reader = ElementReader()
      var events = ElementList()
      try reader.read(feed, into: &events) { $0.elements.removeAll() }
      if feed.format != .none { #expect(!feed.damage.isEmpty) }
    }
  }
}
