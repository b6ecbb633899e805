import Net
import Routing
import Scenario
import TestSupport
import Timeline

/// A small archive in which everything happens that can befall one, drawn from a seed.
///
/// Its time lies in the first days of 1970, so that its tables are not too small for a full feed.
struct RandomArchive {
  static let start: Int64 = 604_800
  static let cadence: Int64 = 600
  static let duration: Int64 = 14_400

  var random: SeededRandom
  private(set) var files: [VisibilityReference.File] = []
  private(set) var archive: [ArchiveFile] = []
  let pool: [Prefix]

  struct Peer {
    let asn: UInt32
    let address: IPAddress
    let usesPaths: Bool
    let share: Double
    let pace: Int64
    var routes: [VisibilityReference.RouteKey: [UInt32]] = [:]
    var session: MRTRecordWriter.Session {
      MRTRecordWriter.Session(peer: ASN(asn), address: address)
    }
  }

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    pool = RandomArchive.prefixes(&random)
    for name in ["rrc00", "rrc01", "route-views9"] {
      // Now and then a collector has tables only.
      play(name, hasUpdates: name == "rrc00" || random.next() % 4 != 0)
    }
  }

  private static func prefixes(_ random: inout SeededRandom) -> [Prefix] {
    var pool = ["0.0.0.0/0", "16.0.0.0/5", "10.1.0.0/16", "::/0", "2002::/16", "2001:0:7::/48"]
      .compactMap { Prefix($0) }
    for _ in 0..<40 {
      let length = UInt8(14 + random.next() % 15)
      let value = 0x1400_0000 | UInt32(truncatingIfNeeded: random.next() % (1 << 18))
      pool.append(Prefix(ipv4: value, length: length))
    }
    for _ in 0..<16 {
      let length = UInt8(36 + random.next() % 20)
      pool.append(
        Prefix(
          high: 0x2A00_1000_0000_0000 | (random.next() % (1 << 30)) << 12, length: length,
          family: .ipv6))
    }
    return Array(Set(pool)).sorted()
  }

  /// A path's ASNs: the peer, one between, an origin; seldom another first ASN, a set, or nothing.
  private mutating func path(of asn: UInt32) -> [UInt32] {
    switch random.next() % 24 {
    case 0: return [65_000, 3_356, 64_500]
    case 1: return []
    case 2: return [asn, 23_456]
    default: return [asn, 3_356, 64_500 + UInt32(random.next() % 3 == 0 ? random.next() % 4 : 0)]
    }
  }

  private mutating func attributes(_ path: [UInt32]) -> [BGPMessageWriter.Attribute] {
    var segments: [BGPMessageWriter.PathSegment] = []
    if !path.isEmpty { segments.append(.sequence(path.map { ASN($0) })) }
    if path.last == 64_503 { segments.append(.set([ASN(1), ASN(2)])) }
    return [.origin(0), .asPath(segments), .nextHop(IPAddress(ipv4: 0x0101_0101))]
  }

  private mutating func play(_ name: String, hasUpdates: Bool) {
    var peers: [Peer] = []
    for number in 0..<(3 + random.next() % 4) {
      peers.append(
        Peer(
          asn: 100 + UInt32(random.next() % 7),
          address: IPAddress(ipv4: 0x0A00_0001 + UInt32(number)),
          usesPaths: random.next() % 5 == 0, share: random.unit() < 0.3 ? 0.4 : 0.95,
          pace: [40, 120, 600, 1_500][Int(random.next() % 4)]))
    }
    for number in peers.indices { fill(&peers[number]) }
    var tables: [Int64] = [RandomArchive.start + (random.next() % 3 == 0 ? 17 : 0)]
    for hour in 1...4 where random.next() % 2 == 0 {
      tables.append(
        RandomArchive.start + Int64(hour) * 3_600 - 300 * Int64(random.next() % 3)
          + (random.next() % 2 == 0 ? 0 : 77))
    }
    var records: [(time: Int64, bytes: [UInt8])] = []
    var nextTable = 0
    var silentUntil = [Int64](repeating: 0, count: peers.count)
    var time = RandomArchive.start
    while time < RandomArchive.start + RandomArchive.duration {
      while nextTable < tables.count, tables[nextTable] <= time {
        writeTable(name, tables[nextTable], peers)
        nextTable += 1
      }
      for number in peers.indices where time >= silentUntil[number] {
        guard random.next() % UInt64(peers[number].pace / 20) == 0 else { continue }
        if random.next() % 400 == 0 { silentUntil[number] = time + 4_500 }
        // Now and then a clock is late, or a record comes after a later one.
        let shift = random.next() % 10 == 0 ? Int64(random.next() % 90) - 60 : 0
        records.append((time + shift, speak(&peers[number], at: time + shift)))
      }
      time += 20
    }
    if hasUpdates { writeUpdates(name, records) }
  }

  private mutating func fill(_ peer: inout Peer) {
    peer.routes = [:]
    for prefix in pool where random.unit() < peer.share {
      for id in peer.usesPaths ? 1...UInt32(1 + random.next() % 2) : 0...0 {
        peer.routes[.init(prefix: prefix, pathID: id)] = path(of: peer.asn)
      }
    }
  }

  /// One record of a peer: mostly a few routes, seldom what ends or spoils a session.
  private mutating func speak(_ peer: inout Peer, at time: Int64) -> [UInt8] {
    var writer = MRTRecordWriter()
    let at = UnixTime(time)
    let message = BGPMessageWriter()
    switch random.next() % 120 {
    case 0:
      peer.routes = [:]
      writer.stateChange(from: .established, to: .idle, at: at, of: peer.session)
      if random.next() % 2 == 0 {
        writer.stateChange(from: .openConfirm, to: .established, at: at, of: peer.session)
      }
    case 1:
      peer.routes = [:]
      writer.message(message.open(asn: ASN(peer.asn)), at: at, of: peer.session)
      fill(&peer)
      announce(Array(peer.routes.keys), of: peer, at: at, to: &writer)
    case 2: writer.stateChange(from: .openConfirm, to: .established, at: at, of: peer.session)
    case 3:
      // A prefix of 77 bits: it cannot be read.
      let raw = message.message(type: 2) { $0 += [0, 2, 77, 1, 0, 0] }
      if random.next() % 3 == 0 { writer.message(raw, at: at, of: peer.session) }
    case 4:
      if random.next() % 4 == 0 { writer.record(at: at, type: 16, subtype: 4) { $0 += [0, 0, 1] } }
    case 5...20: writer.message(message.keepalive(), at: at, of: peer.session)
    case 21...50:
      let keys = (0..<3).compactMap { _ in
        peer.routes.keys.sorted(by: order).randomElement(using: &random)
      }
      for key in keys { peer.routes[key] = nil }
      withdraw(keys, of: peer, at: at, to: &writer)
    default:
      var keys: [VisibilityReference.RouteKey] = []
      for _ in 0..<4 {
        guard let prefix = pool.randomElement(using: &random) else { continue }
        let id = peer.usesPaths ? UInt32(random.next() % 3) : 0
        let key = VisibilityReference.RouteKey(prefix: prefix, pathID: id)
        peer.routes[key] = path(of: peer.asn)
        keys.append(key)
      }
      announce(keys, of: peer, at: at, to: &writer)
    }
    return writer.bytes
  }

  private func order(_ a: VisibilityReference.RouteKey, _ b: VisibilityReference.RouteKey) -> Bool {
    a.prefix == b.prefix ? a.pathID < b.pathID : a.prefix < b.prefix
  }

  private mutating func announce(
    _ keys: [VisibilityReference.RouteKey], of peer: Peer, at: UnixTime,
    to writer: inout MRTRecordWriter
  ) {
    for key in keys.sorted(by: order) {
      guard let path = peer.routes[key] else { continue }
      let route = BGPMessageWriter.NLRI(key.prefix, pathID: peer.usesPaths ? key.pathID : nil)
      var list = attributes(path)
      let isFour = key.prefix.family == .ipv4
      if !isFour {
        list[2] = .multiprotocolReach(
          nextHops: [IPAddress(high: 1, low: 1, family: .ipv6)], [route])
      }
      writer.message(
        BGPMessageWriter().update(attributes: list, announced: isFour ? [route] : []), at: at,
        of: peer.session, addPath: peer.usesPaths)
    }
  }

  private mutating func withdraw(
    _ keys: [VisibilityReference.RouteKey], of peer: Peer, at: UnixTime,
    to writer: inout MRTRecordWriter
  ) {
    for key in keys {
      let route = BGPMessageWriter.NLRI(key.prefix, pathID: peer.usesPaths ? key.pathID : nil)
      let isFour = key.prefix.family == .ipv4
      writer.message(
        BGPMessageWriter().update(
          withdrawn: isFour ? [route] : [],
          attributes: isFour ? [] : [.multiprotocolUnreach([route])]), at: at, of: peer.session,
        addPath: peer.usesPaths)
    }
  }

  private mutating func writeTable(_ name: String, _ time: Int64, _ peers: [Peer]) {
    var writer = MRTRecordWriter()
    let at = UnixTime(time)
    // Now and then a peer is not in the table, or holds other routes than were heard.
    let isLeftOut = peers.map { _ in random.next() % 8 == 0 }
    let present = peers.indices.filter { !isLeftOut[$0] }
    writer.peerIndexTable(
      at: at,
      peers: present.map {
        MRTRecordWriter.Peer(address: peers[$0].address, asn: ASN(peers[$0].asn))
      })
    for (sequence, prefix) in pool.enumerated() {
      for addPath in [false, true] {
        var entries: [MRTRecordWriter.Entry] = []
        for (place, number) in present.enumerated() where peers[number].usesPaths == addPath {
          for id in UInt32(0)..<3 {
            guard let path = peers[number].routes[.init(prefix: prefix, pathID: id)],
              random.next() % 50 != 0
            else { continue }
            entries.append(
              MRTRecordWriter.Entry(
                peer: UInt16(place), originated: at, pathID: id,
                attributes: attributes(random.next() % 50 == 0 ? self.path(of: 9) : path)))
          }
        }
        if !entries.isEmpty {
          writer.rib(
            at: UnixTime(time + Int64(sequence / 20)), sequence: UInt32(sequence), prefix: prefix,
            addPath: addPath, entries: entries)
        }
      }
    }
    add(name, isTable: true, time, writer.bytes)
  }

  private mutating func writeUpdates(_ name: String, _ records: [(time: Int64, bytes: [UInt8])]) {
    for number in 0..<RandomArchive.duration / RandomArchive.cadence {
      let from = RandomArchive.start + number * RandomArchive.cadence
      // Files are cut by when records came, so that some are older than their file.
      let slack = Int64(random.next() % 40)
      let within = records.filter {
        $0.time + slack >= from && $0.time + slack < from + RandomArchive.cadence
      }
      guard random.next() % 20 != 0 || number == 0 else { continue }
      add(name, isTable: false, from, within.flatMap(\.bytes))
    }
  }

  private mutating func add(_ name: String, isTable: Bool, _ time: Int64, _ bytes: [UInt8]) {
    files.append(.init(collector: name, isTable: isTable, time: time, bytes: bytes))
    let path = "\(name)/\(isTable ? "rib" : "updates").\(time)"
    var file = ArchiveFile(path: path, contents: .bytes(bytes))
    file.kind = isTable ? .table : .updates
    file.time = UnixTime(time)
    archive.append(file)
  }
}
