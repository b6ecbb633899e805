import Net
import Timeline

extension RoutingPlayback {
  /// Files a collector's table and notes what it says of sessions that it does not have.
  mutating func writeTable(_ index: Int, file: UnixTime, at time: UnixTime) throws {
    let files = collectors[index]
    let standing = files.table(at: file)
    truth.tables.append(
      RoutingTruth.Table(
        collector: files.collector.name, file: file, time: time,
        path: ArchiveNames.table(of: files.collector, at: file), isPresent: standing.isPresent,
        isWhole: standing.isWhole))
    if standing.isWhole {
      for session in files.sessions where !lines[session].isUp && lines[session].isThoughtUp {
        forget(session, isThoughtUp: false)
        truth.tellings.append(
          RoutingTruth.Telling(time: time, session: session, kind: .absent))
      }
    }
    guard standing.isPresent else { return }
    let present = files.sessions.filter { lines[$0].isUp }
    let bytes =
      files.collector.tableForm == .version2
      ? tableV2(of: present, at: time, span: files.collector.tableSpan)
      : tableV1(of: present, at: time, span: files.collector.tableSpan)
    try collectors[index].fileTable(bytes, named: file)
  }

  private mutating func tableV2(of present: [Int], at time: UnixTime, span: Int) -> [UInt8] {
    var file = MRTRecordWriter()
    file.peerIndexTable(at: time, peers: present.map(peer))
    var sequence: UInt32 = 0
    for network in networks.indices {
      // Sessions with path ids have records of their own.
      for addPath in [false, true] {
        let entries = entries(of: network, in: present, addPath: addPath)
        if entries.isEmpty { continue }
        file.rib(
          at: time + span * network / networks.count, sequence: sequence,
          prefix: networks[network].prefix, addPath: addPath, entries: entries)
        sequence += 1
      }
    }
    return file.bytes
  }

  private mutating func entries(
    of network: Int, in present: [Int], addPath: Bool
  ) -> [MRTRecordWriter.Entry] {
    var entries: [MRTRecordWriter.Entry] = []
    for (place, session) in present.enumerated() {
      let count = world.sessions[session].paths
      guard (count > 0) == addPath else { continue }
      for path in 0..<max(1, count) {
        let held = lines[session].told[network * max(1, count) + path]
        guard held.tail >= 0 else { continue }
        let family = networks[network].prefix.family
        entries.append(
          MRTRecordWriter.Entry(
            peer: UInt16(truncatingIfNeeded: place), originated: held.since,
            pathID: UInt32(path) + 1,
            encoded: paths.route(session, held.tail).table[family] ?? []))
      }
    }
    return entries
  }

  private mutating func tableV1(of present: [Int], at time: UnixTime, span: Int) -> [UInt8] {
    var file = MRTRecordWriter()
    var sequence: UInt16 = 0
    for network in networks.indices {
      for session in present {
        let held = lines[session].told[network * max(1, world.sessions[session].paths)]
        let family = networks[network].prefix.family
        // The record has room for one family only.
        guard held.tail >= 0, world.sessions[session].address.family == family else { continue }
        let shared = paths.route(session, held.tail)
        let hop = paths.nextHop(session, family)
        file.tableDump(
          at: time + span * network / networks.count, sequence: sequence,
          prefix: networks[network].prefix, peer: peer(session), originated: held.since,
          attributes: shared.narrow + [
            family == .ipv4
              ? .nextHop(hop)
              : .multiprotocolReach(nextHops: [hop], [.init(networks[network].prefix)])
          ])
        sequence &+= 1
      }
    }
    return file.bytes
  }

  private func peer(_ session: Int) -> MRTRecordWriter.Peer {
    let description = world.sessions[session]
    return MRTRecordWriter.Peer(
      address: description.address, asn: description.asn,
      identifier: RoutingWorld.address(of: description.asn).ipv4, width: description.width)
  }
}
