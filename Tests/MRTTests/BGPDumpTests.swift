import Inflate
import MRT
import TestSupport
import Testing

/// The psv form equals what `bgpdump` prints, but for the differences that Docs/Formats-MRT.md lists.
struct BGPDumpTests {
  /// The psv form of a file.
  static func print(_ file: String, large: Bool) throws -> [UInt8] {
    var printer = ElementPrinter(.psv, hasLargeCommunities: large)
    var reader = ElementReader()
    try reader.read(try ByteFeed(path: file), into: &printer) { _ in }
    return printer.text
  }

  @Test(
    "On every file of the corpus, line by line and in order",
    .enabled(if: Corpus.isPresent), .enabled(if: BGPDump.isPresent, "needs Debian's bgpdump"),
    arguments: MRTCorpus.files, [false, true])
  func corpus(_ file: String, large: Bool) throws {
    let theirs = try BGPDump.print(Corpus.path(file), large: large)
    let ours = try BGPDumpTests.print(Corpus.path(file), large: large)
    let listed = try ListedDifference.all().filter { $0.file == file }
    let damage = listed.first { $0.kind == .damagedLength }
    let comparison = LineComparison(
      theirs: theirs, ours: ours,
      damageAfter: damage.map { damage in theirs.count { $0 == 10 } - damage.theirs })
    #expect(comparison.unexplained == [])
    for kind in LineDifference.allCases where kind != .damagedLength {
      let expected = listed.filter { $0.kind == kind }
      #expect(comparison.classes[kind] ?? 0 == expected.reduce(0) { $0 + $1.ours }, "\(kind)")
    }
    #expect(comparison.behindDamage.theirs == damage?.theirs ?? 0)
    #expect(comparison.behindDamage.ours == damage?.ours ?? 0)
  }

  @Test("The table names files that are there, each class once", .enabled(if: Corpus.isPresent))
  func table() throws {
    let listed = try ListedDifference.all()
    #expect(Set(listed.map(\.kind)) == Set(LineDifference.allCases))
    #expect(Set(listed.map { "\($0.file) \($0.kind)" }).count == listed.count)
    #expect(listed.filter { !MRTCorpus.files.contains($0.file) } == [])
    #expect(listed.allSatisfy { $0.kind == .damagedLength || $0.theirs == $0.ours })
  }

  static let goldens = [
    "bview.20020722.2337", "bview.64k_stream_overflow", "bview.ipv4_unicast_add_path",
    "bview.ipv6_unicast_add_path", "updates.20020722.2238", "updates.20070211.0141",
    "updates.20071015.1505", "updates.20100722.2015", "updates.20160811.1600",
    "updates.et-header.2015", "updates.long_withdrawal", "updates.nlri_mask_trailing_bits",
  ]

  @Test(
    "Against the expected outputs of bgpdump's own tests", .enabled(if: Corpus.isPresent),
    arguments: goldens)
  func golden(_ name: String) throws {
    let folder = "mrt/ripe_bgpdump"
    let feed = try ByteFeed(path: Corpus.path("\(folder)/test_expect/\(name).gz.bgp.gz"))
    while try feed.fillMore() {}
    let golden = feed.withWindow { window in [UInt8](window) }
    let input = "\(folder)/test_data/\(name).gz"
    let comparison = LineComparison(
      theirs: golden, ours: try BGPDumpTests.print(Corpus.path(input), large: false))
    #expect(comparison.count > 0)
    #expect(comparison.unexplained == [])
    // The goldens mask what is behind a prefix's length; in all else they are what Debian's prints.
    let listed = try ListedDifference.all().filter { $0.file == input && $0.kind != .trailingBits }
    #expect(comparison.classes.values.reduce(0, +) == listed.reduce(0) { $0 + $1.ours })
  }
}

extension [UInt8] {
  /// Copies bytes.
  fileprivate init(_ bytes: RawSpan) {
    self = bytes.withUnsafeBytes { Array($0) }
  }
}
