import Capture
import Inflate
import TestSupport
import Testing
import Timeline

/// Every capture of the corpus says what `tshark` says of it, but for the frames that
/// Docs/Formats-Capture.md lists.
struct CorpusTests {
  /// The links whose IP header is compared.
  static let links: Set<LinkType> = [
    .null, .ethernet, .rawBSD, .rawOpenBSD, .raw, .loop, .linuxSLL, .linuxSLL2, .ipv4, .ipv6,
  ]

  /// Files that are no captures, by what their finding calls them.
  static let names: [(text: String, files: [String])] = [
    (
      "Endace ERF",
      [
        "100_packets.erf", "5_packets.erf", "5_packets.erf.bz2", "5_packets.erf.gz",
        "fragtest.erf.gz", "large_legacy.gz", "provenance.erf",
      ]
    ),
    ("before ERF", ["legacyatm.gz", "legacyeth.gz", "legacypos.gz"]),
    ("TSH", ["10_packets.tsh.gz"]), ("DUCK", ["100_packets.duck"]), ("wtf", ["wed.wtf"]),
    ("xz", ["5_packets.erf.xz"]),
    (
      "ETSI",
      [
        "etsi_10_pings_HI2.raw_tcp", "etsi_10_pings_HI3.raw_tcp", "etsi_file.test",
        "etsi_file_iri.test",
      ]
    ),
  ]

  @Test(
    "233 files are captures; the others end with a finding that names their format",
    .enabled(if: Corpus.isPresent))
  func formats() throws {
    #expect(CaptureCorpus.captures.count == 233)
    var expected: [String: String] = [:]
    for (text, files) in Self.names {
      for file in files { expected["pcap/libtrace/\(file)"] = text }
    }
    for name in CaptureCorpus.others {
      let list = try CaptureCorpus.read(name)
      #expect(list.packets.isEmpty)
      let findings = list.damage.findings(source: name)
      #expect(findings.map(\.kind) == ["capture-format"])
      // The rest are notes about where the files come from.
      let text = expected.removeValue(forKey: name) ?? "text"
      #expect(findings.first?.detail.contains(text) == true, "\(name)")
    }
    #expect(expected == [:])
  }

  @Test(
    "As many packets as capinfos counts",
    .enabled(if: Corpus.isPresent), .enabled(if: TShark.isPresent, "needs Debian's tshark"))
  func counts() throws {
    let theirs = try TShark.counts(of: CaptureCorpus.captures.map(Corpus.path))
    let refused = Set(try ListedFrame.all().filter { $0.difference == "file" }.map(\.file))
    for name in CaptureCorpus.captures {
      let count = theirs[Corpus.path(name)]
      #expect((count == nil) == refused.contains(name), "\(name)")
      let packets = try CaptureCorpus.read(name).packets.count
      #expect(packets == count ?? 1, "\(name)")
    }
  }

  @Test(
    "Packet by packet: time, lengths, outermost IP",
    .enabled(if: Corpus.isPresent), .enabled(if: TShark.isPresent, "needs Debian's tshark"),
    arguments: CaptureCorpus.captures)
  func packets(_ name: String) throws {
    let listed = try ListedFrame.all().filter { $0.file == name }
    let list = try CaptureCorpus.read(name)
    let theirs = try TShark.packets(of: Corpus.path(name))
    guard !listed.contains(where: { $0.difference == "file" }) else {
      #expect(theirs.isEmpty)
      #expect(list.packets.map(\.network) == [.unknownLink])
      return
    }
    #expect(list.packets.count == theirs.count)
    var found: Set<ListedFrame> = []
    for (index, (ours, theirs)) in zip(list.packets, theirs).enumerated() {
      let differences = PacketLine(ours).differences(from: theirs)
      for difference in differences
      where Self.links.contains(ours.link) || !["IP", "last protocol"].contains(difference) {
        found.insert(ListedFrame(file: name, frame: index + 1, difference: difference))
      }
    }
    #expect(found == Set(listed))
  }

  @Test("The table names files that are there, each frame once", .enabled(if: Corpus.isPresent))
  func table() throws {
    let listed = try ListedFrame.all()
    #expect(!listed.isEmpty)
    #expect(Set(listed).count == listed.count)
    #expect(listed.filter { !CaptureCorpus.captures.contains($0.file) } == [])
  }

  @Test("A subsecond of a second or more is a finding", .enabled(if: Corpus.isPresent))
  func fractions() throws {
    for name in CaptureCorpus.captures {
      let list = try CaptureCorpus.read(name)
      let count = list.packets.count { $0.time.fraction >= $0.time.unitsPerSecond }
      #expect(list.damage.count(of: .fraction) == count, "\(name)")
    }
    let named = try CaptureCorpus.read("pcap/tcpdump_tests/timestamp_invalid_micro.pcap")
    #expect(named.damage.count(of: .fraction) == 2)
  }

  /// The files of at most 4 KB.
  static func small() throws -> [(name: String, bytes: [UInt8])] {
    try CaptureCorpus.captures.compactMap { name in
      let feed = try ByteFeed(path: Corpus.path(name))
      guard try !feed.fill(4_097) else { return nil }
      return (name, feed.withWindow { window in window.withUnsafeBytes { Array($0) } })
    }
  }

  @Test("Small files, cut at every byte", .enabled(if: Corpus.isPresent))
  func cuts() throws {
    for (name, bytes) in try Self.small() {
      let whole = PacketList(bytes).packets
      for cut in 0..<bytes.count {
        let part = Array(bytes[..<cut])
        let fault = DamageTests.fault(part, step: 1 + cut % 97)
        let packets = PacketList(part).packets
        if fault != nil || packets != Array(whole.prefix(packets.count)) {
          Issue.record("\(name), \(cut) octets: \(fault ?? "other packets than the whole file")")
        }
      }
    }
  }

  @Test("Small files, ten thousand mutations", .enabled(if: Corpus.isPresent))
  func mutations() throws {
    let files = try Self.small()
    var random = SeededRandom(seed: 233)
    for round in 0..<10_000 {
      var bytes = files[round % files.count].bytes
      Mutation.apply(to: &bytes, using: &random)
      if let fault = DamageTests.fault(bytes, step: Int.random(in: 1...500, using: &random)) {
        Issue.record("\(files[round % files.count].name), round \(round): \(fault)")
        return
      }
    }
  }
}
