import Net
import Routing
import Scenario
import Testing
import Timeline

/// What the records of a session's start do to its routes, and from when on it counts.
struct SessionStartTests {
  static let start: Int64 = 1_573_862_400
  static let prefixes = ["20.0.0.0/22", "20.0.4.0/22"].compactMap { Prefix($0) }
  static let peer = ASN(100)
  static let address = IPAddress(ipv4: 0x0100_0001)
  static let session = MRTRecordWriter.Session(peer: peer, address: address, width: .four)
  static let established = MRTRecordWriter.State.established

  /// Writes a record at a time.
  typealias Record = @Sendable (inout MRTRecordWriter, UnixTime) -> Void

  static func state(
    _ old: MRTRecordWriter.State, _ new: MRTRecordWriter.State = established
  ) -> Record {
    { $0.stateChange(from: old, to: new, at: $1, of: session) }
  }
  static let open: Record = {
    $0.message(BGPMessageWriter().open(asn: peer), at: $1, of: session)
  }
  static let alive: Record = {
    $0.message(BGPMessageWriter().keepalive(), at: $1, of: session)
  }
  /// Announces the first so many of the prefixes.
  static func announce(_ count: Int) -> Record {
    let update = BGPMessageWriter().update(
      attributes: [.origin(0), .path(peer, ASN(64_500)), .nextHop(address)],
      announced: prefixes.prefix(count).map { .init($0) })
    return { $0.message(update, at: $1, of: session) }
  }
  /// The historic record of a change of state (type 5, subtype 3).
  static func historic(_ old: UInt8, _ new: UInt8) -> Record {
    { $0.record(at: $1, type: 5, subtype: 3) { $0 += [0, 100, 1, 0, 0, 1, 0, old, 0, new] } }
  }

  /// The visible prefixes of each bin; nothing where the session is not known throughout.
  ///
  /// A table at the start gives the session both prefixes; records are by seconds from the start.
  static func visible(_ records: [(second: Int, write: Record)]) throws -> [Int?] {
    var table = MRTRecordWriter()
    table.peerIndexTable(at: UnixTime(start), peers: [.init(address: address, asn: peer)])
    for (place, prefix) in prefixes.enumerated() {
      table.rib(
        at: UnixTime(start), sequence: UInt32(place), prefix: prefix,
        entries: [
          .init(
            peer: 0, originated: UnixTime(0), attributes: [.origin(0), .path(peer, ASN(64_500))])
        ])
    }
    var files = [
      ArchiveFile(path: "rrc00/bview.20191116.0000.gz", contents: .bytes(table.bytes))
    ]
    let bins = (records.map(\.second).max() ?? 0) / 300 + 2
    for bin in 0..<bins {
      var updates = MRTRecordWriter()
      for record in records where record.second / 300 == bin {
        record.write(&updates, UnixTime(start + Int64(record.second)))
      }
      let digits = "\(10_000 + bin / 12 * 100 + bin % 12 * 5)".dropFirst()
      files.append(
        ArchiveFile(
          path: "rrc00/updates.20191116.\(digits).gz", contents: .bytes(updates.bytes)))
    }
    var options = VisibilityOptions()
    options.fullFeed = .prefixes(1)
    options.minimumPeers = 1
    var replay = try ArchiveReplay(files: files, options: options, places: CheckeredPlaces())
    var visible: [Int?] = []
    while let bin = try replay.next() {
      visible.append(bin.ipv4.refusal == .unknown ? nil : bin.ipv4.peerASNs)
      // Without a full feed nobody is asked, and what was visible stays.
      if bin.ipv4.peerASNs == 1 { visible[visible.count - 1] = bin.ipv4.visiblePrefixes }
    }
    return visible
  }

  @Test(
    "A session that becomes established has lost what it held, though nothing told of its end",
    arguments: [.idle, .connect, .active, .openSent, .openConfirm] as [MRTRecordWriter.State])
  func unannouncedEnd(old: MRTRecordWriter.State) throws {
    let told = try SessionStartTests.visible([
      (400, SessionStartTests.state(old)), (410, SessionStartTests.announce(1)),
    ])
    #expect(told == [2, 1, 1])
    let silent = try SessionStartTests.visible([(400, SessionStartTests.state(old))])
    #expect(silent == [2, 0, 0])
  }

  @Test("The historic record of a change of state does the same")
  func historicRecord() throws {
    for (old, new, left) in [(5, 6, 0), (6, 1, 0), (6, 6, 2)] as [(UInt8, UInt8, Int)] {
      let visible = try SessionStartTests.visible([(400, SessionStartTests.historic(old, new))])
      #expect(visible == [2, left, left], "\(old) to \(new)")
    }
  }

  @Test("A record from Established to Established is no start")
  func stayingEstablished() throws {
    let stay = SessionStartTests.state(.established)
    #expect(try SessionStartTests.visible([(400, stay)]) == [2, 2, 2])
    // Nor does it end a silence: what the session holds by then nobody knows.
    let silent = try SessionStartTests.visible([(3_900, stay), (3_901, stay)])
    #expect(silent == Array(repeating: 2, count: 12) + [nil, nil, nil])
  }

  @Test("What collectors write at a start takes nothing of what follows it")
  func wholeStart() throws {
    // As Zebra writes it: each state, with the OPEN between, all in a second.
    let visible = try SessionStartTests.visible([
      (400, SessionStartTests.state(.established, .idle)),
      (430, SessionStartTests.state(.idle, .connect)),
      (430, SessionStartTests.state(.connect, .openSent)), (430, SessionStartTests.open),
      (430, SessionStartTests.state(.openSent, .openConfirm)), (430, SessionStartTests.alive),
      (430, SessionStartTests.state(.openConfirm)), (430, SessionStartTests.announce(2)),
    ])
    #expect(visible == [2, 2, 2])
    // A change that is written twice before anything is told.
    let twice = try SessionStartTests.visible([
      (400, SessionStartTests.state(.openConfirm)), (400, SessionStartTests.state(.openConfirm)),
      (400, SessionStartTests.announce(2)),
    ])
    #expect(twice == [2, 2, 2])
    // Every try to reach a peer that is gone is a change from Established.
    let tries = try SessionStartTests.visible(
      (0..<4).map { (400 + 65 * $0, SessionStartTests.state(.established, .idle)) })
    #expect(tries == [2, 0, 0])
  }

  @Test(
    "A silence that a start ends at a bin's first second leaves that bin known, a second later not",
    arguments: [
      (3_600, Array(repeating: 2, count: 12) + [1, 1]),
      (3_601, Array(repeating: 2, count: 12) + [nil, 1]),
      (3_900, Array(repeating: 2, count: 12) + [nil, 1, 1]),
      (3_901, Array(repeating: 2, count: 12) + [nil, nil, 1]),
    ] as [(Int, [Int?])])
  func startOfBin(second: Int, visible: [Int?]) throws {
    for begin in [SessionStartTests.state(.openConfirm), SessionStartTests.open] {
      let found = try SessionStartTests.visible([
        (second, begin), (second, SessionStartTests.announce(1)),
      ])
      #expect(found == visible)
    }
  }
}
