import Net
import Routing
import Testing
import TestSupport
import Timeline

/// A replay that is cut and resumed gives what one in a piece gives.
struct CheckpointTests {
  typealias Run = (bins: [VisibilityBin], recorder: VisibilityRecorder, replay: ArchiveReplay)

  /// The cadence of every collector of an archive, or none where the names are to tell it.
  static func cadence(_ archive: RandomArchive, _ options: VisibilityOptions) -> [String: Int] {
    if options.requireFirstAS { return [:] }
    return Dictionary(
      uniqueKeysWithValues: Set(archive.files.map(\.collector)).map {
        ($0, Int(RandomArchive.cadence))
      })
  }

  static func replay(
    _ archive: RandomArchive, _ options: VisibilityOptions, files: [ArchiveFile]? = nil
  ) throws -> ArchiveReplay {
    try ArchiveReplay(
      files: files ?? archive.archive, options: options, places: CheckeredPlaces(),
      cadence: cadence(archive, options))
  }

  static func resumed(
    _ checkpoint: [UInt8], _ archive: RandomArchive, _ options: VisibilityOptions,
    files: [ArchiveFile]? = nil
  ) throws -> ArchiveReplay {
    try ArchiveReplay(
      resuming: checkpoint, files: files ?? archive.archive, options: options,
      places: CheckeredPlaces(), cadence: cadence(archive, options))
  }

  static func run(_ archive: RandomArchive, _ options: VisibilityOptions) throws -> Run {
    var replay = try replay(archive, options)
    var recorder = VisibilityRecorder(VisibilityMeasure.allCases)
    var bins: [VisibilityBin] = []
    while let bin = try replay.next() {
      recorder.take(bin)
      bins.append(bin)
    }
    return (bins, recorder, replay)
  }

  /// All of a bin as text, with entities by number, or by name where numbers may differ.
  static func text(_ bin: VisibilityBin, _ entities: ((IPFamily) -> [Entity])? = nil) -> String {
    var text = "\(bin.start) \(bin.step)"
    for part in [bin.ipv4, bin.ipv6] {
      let names = entities?(part.family)
      func name(_ entity: Int) -> String { names?[entity].description ?? String(entity) }
      let changes = part.changes.map { "\(name($0.entity)) \($0.blocks) \($0.prefixes)" }
      let rebases = part.rebases.map {
        "\(name($0.entity)) \($0.oldBlocks) \($0.newBlocks) \($0.oldPrefixes) \($0.newPrefixes)"
      }
      text += "\n\(part.family) \(String(describing: part.refusal)) \(part.peers) \(part.peerASNs) "
      text += "\(String(describing: part.threshold)) \(part.visiblePrefixes)\n"
      text += "\(names == nil ? changes : changes.sorted())\n"
      text += "\(names == nil ? rebases : rebases.sorted())"
    }
    return text
  }

  /// The files that a replay has read by a position may be gone.
  static func later(_ archive: RandomArchive, than position: Int64) -> [ArchiveFile] {
    archive.archive.filter { file in
      let time = file.time?.seconds ?? 0
      return file.kind == .table ? time >= position : time >= position + 60
    }
  }

  @Test(
    "Cut at any bins and resumed, with the files read by then and without them",
    arguments: 1...24 as ClosedRange<UInt64>)
  func cuts(seed: UInt64) throws {
    let archive = RandomArchive(seed: seed)
    let options = VisibilityReferenceTests.options(seed)
    let whole = try CheckpointTests.run(archive, options)
    var random = SeededRandom(seed: seed)
    var replay = try CheckpointTests.replay(archive, options)
    var recorder = VisibilityRecorder(VisibilityMeasure.allCases)
    var number = 0
    var position: Int64?
    while true {
      if random.next() % 3 == 0 {
        let saved = replay.checkpoint()
        let recorded = recorder.checkpoint()
        let files =
          random.next() % 2 == 0
          ? nil : position.map { CheckpointTests.later(archive, than: $0) }
        replay = try CheckpointTests.resumed(saved, archive, options, files: files)
        recorder = try VisibilityRecorder(resuming: recorded)
        let isSame = replay.checkpoint() == saved && recorder.checkpoint() == recorded
        #expect(isSame, "saved anew before bin \(number), seed \(seed)")
      }
      guard let bin = try replay.next() else { break }
      guard number < whole.bins.count else { break }
      let isSame = CheckpointTests.text(bin) == CheckpointTests.text(whole.bins[number])
      #expect(isSame, "bin \(number), seed \(seed)")
      if !isSame { return }
      recorder.take(bin)
      number += 1
      position = bin.start.seconds + Int64(bin.step)
    }
    #expect(number == whole.bins.count)
    #expect(replay.findings == whole.replay.findings)
    let isSame =
      replay.checkpoint() == whole.replay.checkpoint()
      && recorder.checkpoint() == whole.recorder.checkpoint()
    #expect(isSame)
    // Missing values are not equal to themselves: compared as text.
    let series = "\(recorder.series(of: replay.engine))"
    let isSeriesSame = series == "\(whole.recorder.series(of: whole.replay.engine))"
    #expect(isSeriesSame)
  }

  @Test(
    "Files that came after the checkpoint change nothing", arguments: 1...24 as ClosedRange<UInt64>)
  func newer(seed: UInt64) throws {
    let archive = RandomArchive(seed: seed)
    var options = VisibilityReferenceTests.options(seed)
    // One file alone does not tell how far apart they are.
    options.requireFirstAS = false
    let whole = try CheckpointTests.run(archive, options)
    let entities = whole.replay.engine.entities
    var random = SeededRandom(seed: seed)
    var checkpoint: [UInt8]?
    var number = 0
    var edge = RandomArchive.start + 700
    while number < whole.bins.count {
      edge += Int64(random.next() % 2_400)
      // What is there ends at an edge, and only bins are asked for of which all is there.
      let isLast = edge > RandomArchive.start + RandomArchive.duration
      let there = archive.archive.filter { isLast || ($0.time?.seconds ?? 0) < edge }
      var part = options
      part.until = isLast ? nil : UnixTime(edge - 60).floored(to: options.bin)
      let last = there.filter { $0.kind == .updates }.reduce(into: [:] as [String: Int64]) {
        $0[$1.collector] = max($0[$1.collector] ?? 0, $1.time?.seconds ?? 0)
      }
      let hasUpdates = Set(archive.files.filter { !$0.isTable }.map(\.collector))
      guard last.count == hasUpdates.count || isLast else { continue }
      if !isLast, let least = last.values.min() {
        part.until = UnixTime(least - 60).floored(to: options.bin)
      }
      if !isLast, number == 0, (part.until?.seconds ?? 0) <= RandomArchive.start { continue }
      var replay =
        try checkpoint.map {
          try CheckpointTests.resumed($0, archive, part, files: there)
        } ?? CheckpointTests.replay(archive, part, files: there)
      while let bin = try replay.next() {
        guard number < whole.bins.count else { break }
        let text = CheckpointTests.text(bin, replay.engine.entities)
        let isSame = text == CheckpointTests.text(whole.bins[number], entities)
        #expect(isSame, "bin \(number), seed \(seed)")
        if !isSame { return }
        number += 1
      }
      checkpoint = replay.checkpoint()
      if isLast { break }
    }
    #expect(number == whole.bins.count)
  }

  /// A small checkpoint of a replay and its recorder, amid an archive.
  static func small() throws -> (archive: RandomArchive, replay: [UInt8], recorder: [UInt8]) {
    let archive = RandomArchive(seed: 3)
    var replay = try replay(archive, VisibilityReferenceTests.options(3))
    var recorder = VisibilityRecorder()
    for _ in 0..<12 { if let bin = try replay.next() { recorder.take(bin) } }
    return (archive, replay.checkpoint(), recorder.checkpoint())
  }

  /// Whether a checkpoint is refused; anything but a refusal or success fails the test.
  static func isRefused(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return false
    } catch VisibilityError.invalidCheckpoint {
      return true
    }
  }

  @Test("Truncated and mutated checkpoints are refused")
  func damaged() throws {
    let (archive, replay, recorder) = try CheckpointTests.small()
    let options = VisibilityReferenceTests.options(3)
    func isReplayRefused(_ bytes: [UInt8]) throws -> Bool {
      try CheckpointTests.isRefused {
        _ = try CheckpointTests.resumed(bytes, archive, options, files: [])
      }
    }
    func isRecorderRefused(_ bytes: [UInt8]) throws -> Bool {
      try CheckpointTests.isRefused { _ = try VisibilityRecorder(resuming: bytes) }
    }
    #expect(try !isReplayRefused(replay))
    #expect(try !isRecorderRefused(recorder))
    #expect(try isReplayRefused(recorder))
    #expect(try isRecorderRefused(replay))
    var accepted = 0
    for length in replay.indices where try !isReplayRefused(Array(replay[..<length])) {
      accepted += 1
    }
    for length in recorder.indices where try !isRecorderRefused(Array(recorder[..<length])) {
      accepted += 1
    }
    var random = SeededRandom(seed: 9)
    for _ in 0..<2_000 {
      let mutant = CheckpointTests.mutant(of: replay, &random)
      if mutant != replay, try !isReplayRefused(mutant) { accepted += 1 }
      let other = CheckpointTests.mutant(of: recorder, &random)
      if other != recorder, try !isRecorderRefused(other) { accepted += 1 }
    }
    #expect(accepted == 0)
  }

  static func mutant(of bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var mutant = bytes
    for _ in 0...random.next() % 4 {
      let place = Int(random.next() % UInt64(mutant.count))
      switch random.next() % 4 {
      case 0: mutant[place] ^= 1 << UInt8(random.next() % 8)
      case 1: mutant[place] = UInt8(truncatingIfNeeded: random.next())
      case 2: mutant.remove(at: place)
      default: mutant.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
      }
    }
    return mutant
  }

  /// The octets with the checksum that belongs to what they hold.
  static func resealed(_ bytes: [UInt8]) -> [UInt8] {
    SealedState.sealing(Array(bytes.dropLast(8)))
  }

  @Test("What is wrong under a right checksum neither traps nor runs away")
  func forged() throws {
    let (archive, replay, recorder) = try CheckpointTests.small()
    let options = VisibilityReferenceTests.options(3)
    #expect(CheckpointTests.resealed(replay) == replay)
    var random = SeededRandom(seed: 10)
    var refused = 0
    for _ in 0..<2_000 {
      let mutant = CheckpointTests.resealed(CheckpointTests.mutant(of: replay, &random))
      do {
        var resumed = try CheckpointTests.resumed(mutant, archive, options)
        for _ in 0..<3 { _ = try resumed.next() }
      } catch {
        refused += 1
      }
      let other = CheckpointTests.resealed(CheckpointTests.mutant(of: recorder, &random))
      _ = try CheckpointTests.isRefused { _ = try VisibilityRecorder(resuming: other) }
    }
    #expect(refused > 1_000)
  }

  @Test("Another version, other options and other places are told apart")
  func foreign() throws {
    let (archive, replay, _) = try CheckpointTests.small()
    let options = VisibilityReferenceTests.options(3)
    var version = replay
    version[8] = 77
    #expect(
      throws: VisibilityError.invalidCheckpoint("it is of version 77, 2 is wanted")
    ) { _ = try CheckpointTests.resumed(version, archive, options) }
    var other = options
    other.silence = 1_800
    #expect(
      throws: VisibilityError.invalidCheckpoint("it was made with another length of silence")
    ) { _ = try CheckpointTests.resumed(replay, archive, other) }
    #expect(throws: VisibilityError.invalidCheckpoint("it was made with other places")) {
      _ = try ArchiveReplay(
        resuming: replay, files: archive.archive, options: options, places: NoPlaces())
    }
    #expect(throws: VisibilityError.invalidCheckpoint("it is not one of routes")) {
      _ = try VisibilityRecorder(resuming: Array("anything else at all".utf8))
    }
  }

  /// Nobody is anywhere.
  struct NoPlaces: PlaceResolver {
    var placeEntities: [(country: Entity?, region: Entity?)] { [] }
    func slash24Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {}
    func slash48Runs(in prefix: Prefix, _ body: (UInt64, UInt64, Int) -> Void) {}
  }
}
