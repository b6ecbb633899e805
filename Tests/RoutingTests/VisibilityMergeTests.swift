import Net
import Routing
import SignalFiles
import TestSupport
import Testing
import Timeline

/// The parts of an archive, one a collector, come to what one replay of all gives.
struct VisibilityMergeTests {
  /// The bins of an archive whose collectors are replayed apart, and the merge that joined them.
  private static func merged(
    _ archive: RandomArchive, _ options: VisibilityOptions
  ) throws -> (bins: [VisibilityBin], recorder: VisibilityRecorder, merge: VisibilityMerge) {
    let cadence = CheckpointTests.cadence(archive, options)
    // The order in which collectors are named and joined is of no account.
    let names = Set(archive.archive.map(\.collector)).sorted().reversed()
    var parts = try names.map {
      try CollectorReplay(of: $0, files: archive.archive, options: options, cadence: cadence)
    }
    var merge = VisibilityMerge(options: options, places: CheckeredPlaces())
    var recorder = VisibilityRecorder(VisibilityMeasure.allCases)
    var bins: [VisibilityBin] = []
    while !merge.isOver {
      var changes: [CollectorBin] = []
      // Elsewhere a part arrives as octets.
      for place in parts.indices {
        changes.append(try CollectorBin(decoding: parts[place].next().encoded))
      }
      let bin = try merge.merge(changes)
      if let from = options.from, bin.start < from { continue }
      recorder.take(bin)
      bins.append(bin)
    }
    return (bins, recorder, merge)
  }

  private static func signals(_ series: [Series]) throws -> [UInt8] {
    let set = SignalSet(
      series: series, membership: Membership(), findings: FindingLog(), notices: [])
    return try SignalEncoder().encode(set, as: .longCSV)
  }

  @Test("Collectors replayed apart and joined give the bytes of one replay", arguments: 1...60)
  func collectors(seed: Int) throws {
    let archive = RandomArchive(seed: UInt64(seed))
    var options = VisibilityReferenceTests.options(UInt64(seed))
    options.minimumPeers = 1 + seed % 4
    if seed % 4 == 0 { options.from = UnixTime(RandomArchive.start + 3_600) }
    if seed % 6 == 0 { options.until = UnixTime(RandomArchive.start + 9_000) }
    let whole: CheckpointTests.Run
    do {
      whole = try CheckpointTests.run(archive, options)
    } catch let error as VisibilityError {
      // What cannot be replayed as one cannot be replayed in parts.
      #expect(throws: error) { try Self.merged(archive, options) }
      return
    }
    let joined = try Self.merged(archive, options)
    try #require(whole.bins.count == joined.bins.count)
    for (one, other) in zip(whole.bins, joined.bins) {
      let left = CheckpointTests.text(one, whole.replay.engine.entities)
      let right = CheckpointTests.text(other, joined.merge.engine.entities)
      #expect(left == right)
      if left != right { return }
    }
    let series = whole.recorder.series(of: whole.replay.engine)
    #expect(!series.isEmpty)
    #expect(
      try Self.signals(series)
        == Self.signals(joined.recorder.series(of: joined.merge.engine)))
  }

  @Test("Damaged parts are refused, or merged without a trap")
  func damagedParts() throws {
    let archive = RandomArchive(seed: 3)
    let options = VisibilityReferenceTests.options(3)
    var part = try CollectorReplay(
      of: "rrc00", files: archive.archive, options: options,
      cadence: CheckpointTests.cadence(archive, options))
    let bytes = try part.next().encoded
    #expect(try CollectorBin(decoding: bytes).encoded == bytes)
    var random = SeededRandom(seed: 4)
    func isRefused(_ bytes: [UInt8]) throws -> Bool {
      try CheckpointTests.isRefused { _ = try CollectorBin(decoding: bytes) }
    }
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(try isRefused(Array(bytes[..<length])))
    }
    var refused = 0
    for _ in 0..<2_000 {
      let mutant = CheckpointTests.mutant(of: bytes, &random)
      if mutant != bytes { #expect(try isRefused(mutant)) }
      // Under a right checksum a part may be read, and is at worst wrong.
      do {
        let bin = try CollectorBin(decoding: CheckpointTests.resealed(mutant))
        var merge = VisibilityMerge(options: options, places: CheckeredPlaces())
        _ = try merge.merge([bin])
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0 && refused < 2_000)
  }

  @Test("What is not one bin of the same collectors is refused")
  func unequalParts() throws {
    let archive = RandomArchive(seed: 1)
    let options = VisibilityReferenceTests.options(1)
    let names = Set(archive.archive.map(\.collector)).sorted()
    var parts = try names.map {
      try CollectorReplay(of: $0, files: archive.archive, options: options)
    }
    let first = try parts.indices.map { try parts[$0].next() }
    let later = try parts[0].next()
    var merge = VisibilityMerge(options: options, places: CheckeredPlaces())
    func refuses(_ bins: [CollectorBin]) {
      #expect(throws: VisibilityError.unequalParts) { try merge.merge(bins) }
    }
    refuses([])
    refuses([first[0], first[0]])
    refuses([later] + first.dropFirst())
    _ = try merge.merge(first)
    refuses(first)
    refuses([later])
    #expect(throws: VisibilityError.noFiles) {
      try CollectorReplay(of: "rrc99", files: archive.archive, options: options)
    }
  }
}
