import Net
public import Timeline

/// Gathers the bins of a replay into series.
///
/// An entity has a value in every bin that can be judged from its first credit on, 0 when nothing of
/// it is visible. A bin that cannot be judged has no value and a mark that says why: `few-peers`,
/// `gap`; one in which a change of the full-feed peers moved the entity by more than a hundredth keeps
/// its value and is marked `peers-changed`. Memory: the changes, 16 octets each.
public struct VisibilityRecorder: Sendable {
  /// One measure's course.
  struct Track: Sendable {
    let measure: VisibilityMeasure
    var ledger = RebaseLedger()
    /// For each entity its values from the bin on at which each begins.
    var values: [[(bin: Int32, value: Int32)]] = []
    var rebases: [[(bin: Int32, ratio: Double)]] = []
    var marked: [[Int32]] = []
    /// For each bin the mark that takes its value, or none.
    var refusals: [Quality] = []
  }

  /// The start of the first bin.
  public internal(set) var start: UnixTime?
  /// The seconds of a bin.
  public internal(set) var step = 0
  /// The bins so far.
  public internal(set) var count = 0
  var tracks: [Track]

  /// Creates a recorder of the given measures.
  public init(_ measures: [VisibilityMeasure] = [.slash24s, .prefixes6]) {
    tracks = measures.map { Track(measure: $0) }
  }

  /// Takes the next bin; bins follow one another without a gap. O(changes).
  public mutating func take(_ bin: VisibilityBin) {
    if start == nil {
      start = bin.start
      step = bin.step
    }
    for index in tracks.indices { tracks[index].take(bin, number: Int32(count)) }
    count += 1
  }

  /// The series of all entities that `isWanted` and that were ever credited, by key.
  ///
  /// `engine` is the one that made the bins. O(bins × entities wanted).
  public func series(
    of engine: VisibilityEngine, where isWanted: (Entity) -> Bool = { _ in true }
  ) -> [Series] {
    guard let start else { return [] }
    var result: [Series] = []
    for track in tracks {
      let entities = engine.entities(track.measure == .slash24s ? .ipv4 : .ipv6)
      for (number, entity) in entities.enumerated()
      where number < track.values.count && !track.values[number].isEmpty && isWanted(entity) {
        result.append(
          track.series(number, entity, start: start, step: step, count: count))
      }
    }
    return result.sorted { $0.key < $1.key }
  }

  /// The greatest value that each entity of a measure had in a bin that can be judged, by entity.
  public func greatest(
    _ measure: VisibilityMeasure, of engine: VisibilityEngine
  ) -> [Entity: Int] {
    guard let track = tracks.first(where: { $0.measure == measure }) else { return [:] }
    var result: [Entity: Int] = [:]
    for (number, entity) in engine.entities(measure == .slash24s ? .ipv4 : .ipv6).enumerated()
    where number < track.values.count {
      if let most = track.greatest(number, count: count) { result[entity] = most }
    }
    return result
  }
}

extension VisibilityRecorder.Track {
  fileprivate mutating func take(_ bin: VisibilityBin, number: Int32) {
    let family = measure.bin(of: bin)
    ledger.take(family, measure)
    for change in family.changes {
      grow(change.entity)
      let value = Int32(clamping: measure.value(change))
      guard values[change.entity].last?.value != value else { continue }
      // Before its first credit an entity has no value; one that is never credited has none at all.
      if values[change.entity].isEmpty, value == 0 { continue }
      values[change.entity].append((number, value))
    }
    refusals.append(family.mark)
    guard family.refusal == nil else { return }
    for (entity, outcome) in ledger.settle(family) {
      grow(entity)
      switch outcome {
      case .none: break
      case .scale(let ratio, let isLarge):
        rebases[entity].append((number, ratio))
        if isLarge { marked[entity].append(number) }
      case .unknown: marked[entity].append(number)
      }
    }
  }

  mutating func grow(_ entity: Int) {
    while values.count <= entity {
      values.append([])
      rebases.append([])
      marked.append([])
    }
  }

  fileprivate func greatest(_ number: Int, count: Int) -> Int? {
    var most: Int32?
    let changes = values[number]
    for (index, change) in changes.enumerated() where change.value > most ?? -1 {
      let end = index + 1 < changes.count ? Int(changes[index + 1].bin) : count
      if refusals[Int(change.bin)..<end].contains(where: \.isEmpty) { most = change.value }
    }
    return most.map(Int.init)
  }

  fileprivate func series(
    _ number: Int, _ entity: Entity, start: UnixTime, step: Int, count: Int
  ) -> Series {
    var bins = [Double](repeating: .nan, count: count)
    let changes = values[number]
    for (index, change) in changes.enumerated() {
      let end = index + 1 < changes.count ? Int(changes[index + 1].bin) : count
      for bin in Int(change.bin)..<end { bins[bin] = Double(change.value) }
    }
    var quality: [Quality] = []
    if !marked[number].isEmpty || refusals.contains(where: { !$0.isEmpty }) {
      quality = refusals
      for bin in quality.indices where !quality[bin].isEmpty { bins[bin] = .nan }
      for bin in marked[number] { quality[Int(bin)].insert(.peersChanged) }
    }
    return Series(
      entity: entity, datasource: measure.datasource, origin: .vigil, start: start, step: step,
      values: bins, quality: quality,
      rebases: rebases[number].map { Rebase(time: start + step * Int($0.bin), ratio: $0.ratio) },
      nativeStep: step, unit: measure.unit)
  }
}

extension FamilyBin {
  /// The mark of a bin without a verdict; none of one that can be judged.
  public var mark: Quality {
    switch refusal {
    case nil: []
    case .unknown: .captureGap
    case .fewPeers, .noFullFeed: .fewPeers
    }
  }
}
