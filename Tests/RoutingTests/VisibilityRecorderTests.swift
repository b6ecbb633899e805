import MRT
import Net
import Routing
import Scenario
import Testing
import Timeline

/// Series of bins with other full-feed sessions, and of bins that are not judged.
struct VisibilityRecorderTests {
  static let start: Int64 = 1_573_862_400
  static let entity = Entity.asn(64_500)

  /// What is recorded of a table every five minutes: of each peer the /24s that it holds.
  ///
  /// A full feed holds five. A bin without peers has no table.
  static func record(
    _ tables: [[UInt32: [Range<UInt32>]]], minimum: Int = 2
  ) throws -> (recorder: VisibilityRecorder, engine: VisibilityEngine) {
    var files: [ArchiveFile] = []
    for (number, table) in tables.enumerated() where !table.isEmpty {
      let time = UnixTime(start + Int64(number) * 300)
      var writer = MRTRecordWriter()
      let peers = table.keys.sorted()
      writer.peerIndexTable(
        at: time,
        peers: peers.map {
          MRTRecordWriter.Peer(address: IPAddress(ipv4: 0x0100_0000 + $0), asn: ASN($0))
        })
      let all = Set(table.values.flatMap { $0 }.flatMap { $0 }).sorted()
      for (sequence, net) in all.enumerated() {
        let entries = peers.enumerated().compactMap { place, peer in
          table[peer]?.contains { $0.contains(net) } != true
            ? nil
            : MRTRecordWriter.Entry(
              peer: UInt16(place), originated: time,
              attributes: [.origin(0), .path(ASN(peer), ASN(64_500))])
        }
        writer.rib(
          at: time, sequence: UInt32(sequence),
          prefix: Prefix(ipv4: 0x1400_0000 | net << 8, length: 24), entries: entries)
      }
      files.append(ArchiveFile(path: "rrc00/bview.\(time.seconds)", contents: .bytes(writer.bytes)))
    }
    var options = VisibilityOptions()
    options.fullFeed = .prefixes(5)
    options.minimumPeers = minimum
    var replay = try ArchiveReplay(files: files, options: options, places: CheckeredPlaces())
    var recorder = VisibilityRecorder([.slash24s])
    while let bin = try replay.next() { recorder.take(bin) }
    return (recorder, replay.engine)
  }

  /// The series of AS64500.
  static func series(
    _ tables: [[UInt32: [Range<UInt32>]]], minimum: Int = 2
  ) throws -> Series {
    let (recorder, engine) = try record(tables, minimum: minimum)
    return try #require(
      recorder.series(of: engine) { $0 == VisibilityRecorderTests.entity }.first)
  }

  static func text(_ series: Series) -> [String] {
    series.values.indices.map { bin in
      let value = series.values[bin].isNaN ? "-" : "\(Int(series.values[bin]))"
      let marks = series.quality.isEmpty ? [] : series.quality[bin].names
      return ([value] + marks).joined(separator: " ")
    }
  }

  static func rebase(_ bin: Int, _ ratio: Double) -> Rebase {
    Rebase(time: UnixTime(start + Int64(bin) * 300), ratio: ratio)
  }

  /// Four full feeds; the first two see 10 and 11 besides.
  static let four: [UInt32: [Range<UInt32>]] = [1: [0..<12], 2: [0..<12], 3: [0..<10], 4: [0..<10]]

  @Test("The same peers leave no mark and scale nothing")
  func steady() throws {
    let four = VisibilityRecorderTests.four
    let series = try VisibilityRecorderTests.series([four, four.mapValues { _ in [0..<9] }, four])
    #expect(VisibilityRecorderTests.text(series) == ["12", "9", "12"])
    #expect(series.rebases.isEmpty)
    #expect(series.quality.isEmpty)
  }

  @Test("Other peers that move the count scale what was before, and the bin is marked")
  func otherPeers() throws {
    let four = VisibilityRecorderTests.four
    let two = four.filter { $0.key > 2 }
    let series = try VisibilityRecorderTests.series([four, two, two, four])
    #expect(
      VisibilityRecorderTests.text(series) == ["12", "10 peers-changed", "10", "12"])
    // The first two held nothing at the end of the bin before, so that they return is no change of
    // what was seen: over the four the others' prefixes count just the same.
    #expect(series.rebases == [VisibilityRecorderTests.rebase(1, 10.0 / 12)])
  }

  @Test("A change within a hundredth is carried and not marked")
  func smallChange() throws {
    let wide: [UInt32: [Range<UInt32>]] = [1: [0..<201], 2: [0..<201], 3: [0..<200], 4: [0..<200]]
    let series = try VisibilityRecorderTests.series([wide, wide.filter { $0.key > 2 }])
    #expect(VisibilityRecorderTests.text(series) == ["201", "200"])
    #expect(series.rebases == [VisibilityRecorderTests.rebase(1, 200.0 / 201)])
  }

  @Test("A bin of few peers, or without a table, has no value")
  func refused() throws {
    let four = VisibilityRecorderTests.four
    let series = try VisibilityRecorderTests.series(
      [four, four.filter { $0.key == 3 }, [:], four])
    #expect(VisibilityRecorderTests.text(series) == ["12", "- few-peers", "- gap", "12"])
    #expect(series.rebases.isEmpty)
  }

  @Test("The greatest value is one of a bin that can be judged")
  func greatest() throws {
    let four = VisibilityRecorderTests.four
    let (recorder, engine) = try VisibilityRecorderTests.record(
      [four.mapValues { _ in [0..<9] }, [3: [0..<30]], four])
    let greatest = recorder.greatest(.slash24s, of: engine)
    #expect(greatest[VisibilityRecorderTests.entity] == 12)
    #expect(recorder.greatest(.prefixes6, of: engine).isEmpty)
  }

  @Test("The very same peers, back after bins that were not judged, scale nothing")
  func sameAgain() throws {
    let four = VisibilityRecorderTests.four
    let cut: [UInt32: [Range<UInt32>]] = [1: [2..<12], 2: [2..<12], 3: [2..<10], 4: [2..<10]]
    let series = try VisibilityRecorderTests.series(
      [four, cut.filter { $0.key > 2 }, cut, cut], minimum: 3)
    #expect(VisibilityRecorderTests.text(series) == ["12", "- few-peers", "10", "10"])
    #expect(series.rebases.isEmpty)
  }

  @Test("Over bins that are not judged the factors multiply")
  func product() throws {
    let first: [UInt32: [Range<UInt32>]] = [
      1: [0..<12], 2: [0..<12], 3: [0..<10, 12..<15], 4: [0..<10],
    ]
    // Over the last two 13 instead of 12; then two of the ten are withdrawn; 5 and 6 are no full
    // feeds yet. Over 4 to 6 these 11 are the 4 that both of the new ones hold.
    let second: [UInt32: [Range<UInt32>]] = [
      3: [2..<10, 12..<15], 4: [2..<10], 5: [0..<4], 6: [0..<4],
    ]
    let third: [UInt32: [Range<UInt32>]] = [4: [2..<10], 5: [0..<6], 6: [0..<6]]
    let series = try VisibilityRecorderTests.series([first, second, third], minimum: 3)
    #expect(
      VisibilityRecorderTests.text(series) == ["12", "- few-peers", "6 peers-changed"])
    #expect(series.rebases.count == 1)
    let ratio = try #require(series.rebases.first?.ratio)
    #expect(abs(ratio - 13.0 / 12 * 4 / 11) < 1e-12)
  }

  @Test("Factors that undo each other over such bins leave no mark")
  func undone() throws {
    let first: [UInt32: [Range<UInt32>]] = [1: [0..<6], 2: [0..<6], 3: [0..<5], 4: [0..<5]]
    // Over 3 and 4 there are 5 of 6; over 1, 2, 3 and 5 there were 6 again.
    let second: [UInt32: [Range<UInt32>]] = [
      1: [0..<3, 5..<6], 2: [3..<6], 3: [0..<5], 4: [0..<5], 5: [0..<1],
    ]
    let third: [UInt32: [Range<UInt32>]] = [1: [0..<6], 2: [0..<6], 3: [0..<5], 5: [0..<5]]
    let series = try VisibilityRecorderTests.series([first, second, third], minimum: 3)
    #expect(VisibilityRecorderTests.text(series) == ["6", "- few-peers", "6"])
    let ratio = try #require(series.rebases.first?.ratio)
    #expect(abs(ratio - 1) < 1e-12)
  }

  @Test("Where nothing was seen before, the factor is unknown and the bin marked")
  func fromNothing() throws {
    // Only 3 and 4 see the AS; over 1, 2 and 5 nothing of it.
    let others: [Range<UInt32>] = [100..<110]
    let first: [UInt32: [Range<UInt32>]] = [3: [0..<10], 4: [0..<10]]
    let second: [UInt32: [Range<UInt32>]] = [1: others, 2: others, 3: [0..<10]]
    let series = try VisibilityRecorderTests.series([first, second, second])
    #expect(VisibilityRecorderTests.text(series) == ["10", "10 peers-changed", "10"])
    #expect(series.rebases.isEmpty)
  }

  @Test("Before the first bin that is judged there is nothing to scale")
  func firstJudged() throws {
    // Over the five that follow, 4 of the 12 were visible.
    let small: [Range<UInt32>] = [0..<4]
    let few: [UInt32: [Range<UInt32>]] = [1: [0..<12], 2: [0..<12], 3: small, 4: small, 5: small]
    let five: [UInt32: [Range<UInt32>]] = few.mapValues { _ in [0..<12] }
    let series = try VisibilityRecorderTests.series([few, five, five], minimum: 3)
    #expect(VisibilityRecorderTests.text(series) == ["- few-peers", "12", "12"])
    #expect(series.rebases.isEmpty)
  }

  @Test("Full feeds that flap never scale what they come back to, nor hide a cut")
  func flap() throws {
    var world = try ArchiveFaultTests.calm("flap")
    world.happenings.removeAll { if case .reset = $0.kind { false } else { $0.sessions != .all } }
    var worldReplay = try WorldReplay(world)
    worldReplay.options.minimumPeers = 10
    var replay = try worldReplay.replay()
    var recorder = VisibilityRecorder([.slash24s])
    var refused: [Quality] = []
    while let bin = try replay.next() {
      recorder.take(bin)
      refused.append(bin.ipv4.mark)
    }
    let all = recorder.series(of: replay.engine)
    #expect(all.count > 8)
    for series in all {
      #expect(series.quality == refused)
      #expect(series.rebases.isEmpty)
      #expect(series.values.map(\.isNaN) == refused.map { !$0.isEmpty })
    }
    // 2,000 to 3,000 without three, 12,000 to 14,000 without six of twelve.
    #expect(refused.indices.filter { refused[$0] == .fewPeers } == [6, 7, 8, 9] + Array(40...45))
    let turkey = try #require(all.first { $0.entity == .asn(64_510) })
    #expect(turkey.values[39] == 16)
    #expect(turkey.values[46..<60].allSatisfy { $0 == 0 })
    #expect(turkey.values[61] == 16)
  }
}
