import Net
import Routing
import Scenario
import Testing
import Timeline

/// What paths say, and what a replay refuses.
struct ArchiveReplayTests {
  @Test(
    "The collector is in the path, in the name, or the folder",
    arguments: [
      ("rrc00/2019.11/updates.20191116.1720.gz", "rrc00", ArchiveFile.Kind.updates, 1_573_924_800),
      ("rrc00/2019.11/bview.20191116.0000.gz", "rrc00", .table, 1_573_862_400),
      (
        "route-views.sg/bgpdata/2019.11/RIBS/rib.20191116.1800.bz2", "route-views.sg", .table,
        1_573_927_200
      ),
      ("a/bgpdata/2019.11/UPDATES/updates.20191116.1815.bz2", "a", .updates, 1_573_928_100),
      (
        "routeviews.route-views.jinx.ribs.1401487200.bz2", "route-views.jinx", .table,
        1_401_487_200
      ),
      ("ris.rrc06.updates.1427846400.gz", "rrc06", .updates, 1_427_846_400),
    ] as [(String, String, ArchiveFile.Kind, Int64)])
  func names(path: String, collector: String, kind: ArchiveFile.Kind, time: Int64) {
    let file = ArchiveFile(path: path)
    #expect(file.collector == collector)
    #expect(file.kind == kind)
    #expect(file.time == UnixTime(time))
  }

  /// A table of `count` peers with one prefix.
  static func table(_ count: Int, at time: Int64) -> [UInt8] {
    var writer = MRTRecordWriter()
    writer.peerIndexTable(
      at: UnixTime(time),
      peers: (0..<count).map {
        MRTRecordWriter.Peer(
          address: IPAddress(ipv4: 0x0100_0001 + UInt32($0)), asn: ASN(100 + UInt32($0)))
      })
    guard let prefix = Prefix("20.0.0.0/22") else { return [] }
    writer.rib(
      at: UnixTime(time), sequence: 0, prefix: prefix,
      entries: (0..<count).map {
        MRTRecordWriter.Entry(
          peer: UInt16($0), originated: UnixTime(0),
          attributes: [.origin(0), .path(ASN(100 + UInt32($0)), ASN(64_500))])
      })
    return writer.bytes
  }

  static var options: VisibilityOptions {
    var options = VisibilityOptions()
    options.fullFeed = .prefixes(1)
    return options
  }

  static func file(_ path: String, _ bytes: [UInt8]) -> ArchiveFile {
    ArchiveFile(path: path, contents: .bytes(bytes))
  }

  @Test("Two tables of one time in one collector are an error that names both")
  func duplicates() {
    let bytes = ArchiveReplayTests.table(12, at: 1_573_862_400)
    let files = ["a/rrc00/bview.20191116.0000.gz", "b/rrc00/bview.20191116.0000.gz"]
    #expect(throws: VisibilityError.duplicateFiles(files[0], files[1])) {
      try ArchiveReplay(
        files: files.map { ArchiveReplayTests.file($0, bytes) },
        options: ArchiveReplayTests.options, places: CheckeredPlaces())
    }
  }

  @Test("Updates without a table before them name the one to get")
  func missingTable() {
    let wanted = VisibilityError.missingTable(collector: "rrc00", wanted: "bview.20191116.1600.gz")
    #expect(throws: wanted) {
      try ArchiveReplay(
        files: [ArchiveReplayTests.file("rrc00/updates.20191116.1720.gz", [])],
        options: ArchiveReplayTests.options, places: CheckeredPlaces())
    }
  }

  @Test("A table that ends early is refused by name, or applied as far as it goes")
  func partialTable() throws {
    let path = "rrc00/bview.20191116.0000.gz"
    let bytes = Array(ArchiveReplayTests.table(12, at: 1_573_862_400).dropLast(3))
    var options = ArchiveReplayTests.options
    var replay = try ArchiveReplay(
      files: [ArchiveReplayTests.file(path, bytes)], options: options, places: CheckeredPlaces())
    #expect(throws: VisibilityError.partialTable(path)) { _ = try replay.next() }
    options.allowPartialRIB = true
    replay = try ArchiveReplay(
      files: [ArchiveReplayTests.file(path, bytes)], options: options, places: CheckeredPlaces())
    #expect(try replay.next() != nil)
    #expect(replay.findings.count(of: "bgp-partial-table") == 1)
  }

  @Test("A table-only source has values at its tables, and what it saw reads zero when it is gone")
  func recorded() throws {
    let start: Int64 = 1_573_862_400
    var empty = MRTRecordWriter()
    empty.peerIndexTable(
      at: UnixTime(start + 600),
      peers: (0..<12).map {
        MRTRecordWriter.Peer(
          address: IPAddress(ipv4: 0x0100_0001 + UInt32($0)), asn: ASN(100 + UInt32($0)))
      })
    if let other = Prefix("40.0.0.0/24") {
      empty.rib(
        at: UnixTime(start + 600), sequence: 0, prefix: other,
        entries: (0..<12).map {
          MRTRecordWriter.Entry(
            peer: UInt16($0), originated: UnixTime(0),
            attributes: [.origin(0), .path(ASN(100 + UInt32($0)), ASN(64_501))])
        })
    }
    var replay = try ArchiveReplay(
      files: [
        ArchiveReplayTests.file(
          "rrc00/bview.20191116.0000.gz", ArchiveReplayTests.table(12, at: start)),
        ArchiveReplayTests.file("rrc00/bview.20191116.0010.gz", empty.bytes),
      ], options: ArchiveReplayTests.options, places: CheckeredPlaces())
    var recorder = VisibilityRecorder()
    while let bin = try replay.next() { recorder.take(bin) }
    let series = recorder.series(of: replay.engine)
    let lost = series.first { $0.entity == .asn(64_500) && $0.datasource == .bgp }
    #expect(lost?.values.map { $0.isNaN ? -1 : $0 } == [4, -1, 0])
    #expect(lost?.quality == [[], .captureGap, []])
    let gained = series.first { $0.entity == .asn(64_501) && $0.datasource == .bgp }
    #expect(gained?.values.map { $0.isNaN ? -1 : $0 } == [-1, -1, 1])
  }

  @Test("Below the least number of peers there is no verdict, and the reason names who there was")
  func fewPeers() throws {
    var replay = try ArchiveReplay(
      files: [
        ArchiveReplayTests.file(
          "rrc00/bview.20191116.0000.gz", ArchiveReplayTests.table(2, at: 1_573_862_400))
      ], options: ArchiveReplayTests.options, places: CheckeredPlaces())
    let bin = try replay.next()
    #expect(bin?.ipv4.refusal == .fewPeers(have: 2, need: 10))
    #expect(bin?.ipv4.reason?.contains("AS100 1.0.0.1 at rrc00") == true)
    #expect(bin?.ipv4.reason?.contains("--min-peers 2") == true)
  }
}
