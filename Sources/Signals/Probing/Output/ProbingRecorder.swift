public import Timeline

/// Gathers the outcomes of rounds into series: one a measure of each entity.
///
/// Memory: eight octets for each entity, measure and round, and one for its marks.
public struct ProbingRecorder: Sendable {
  /// What is recorded.
  public let measures: [ProbingMeasure]
  /// The stretches of rounds that were recorded, in order; between them too many rounds had no results.
  public private(set) var segments: [ProbingSegment] = []
  /// The entities that were met, in order.
  public private(set) var entities: [Entity] = []

  private var numbers: [Entity: Int] = [:]
  /// For each entity the round of its first value.
  private var firsts: [Int] = []
  /// For each entity the values of the measures, round by round.
  private var values: [[Double]] = []
  private var marks: [[Quality]] = []
  private var rounds = 0
  private var listVersion = -1
  private var listed: [Int] = []

  /// Creates a recorder.
  public init(measures: [ProbingMeasure] = ProbingMeasure.allCases) { self.measures = measures }

  /// Takes the outcome of the next round, with the entities of its accumulator. Outcomes come in order;
  /// one that is not after the last is not taken. O(entities).
  public mutating func take(_ outcome: RoundOutcome, entities list: BlockEntities) {
    if let last = segments.last {
      guard outcome.start >= last.end else { return }
      if outcome.start == last.end {
        segments[segments.count - 1].count += 1
      } else {
        segments.append(ProbingSegment(start: outcome.start, count: 1))
      }
    } else {
      segments.append(ProbingSegment(start: outcome.start, count: 1))
    }
    if listVersion != outcome.listVersion {
      listVersion = outcome.listVersion
      listed = list.entities.map { number(of: $0) }
    }
    for (round, entity) in zip(outcome.entities, listed) {
      // An entity that left the list and came back has no values between.
      pad(entity, to: rounds)
      for measure in measures { values[entity].append(measure.value(of: round)) }
      marks[entity].append(round.marks)
    }
    rounds += 1
  }

  private mutating func number(of entity: Entity) -> Int {
    if let number = numbers[entity] { return number }
    numbers[entity] = entities.count
    entities.append(entity)
    firsts.append(rounds)
    values.append([])
    marks.append([])
    return entities.count - 1
  }

  private mutating func pad(_ entity: Int, to round: Int) {
    let short = round - firsts[entity] - marks[entity].count
    guard short > 0 else { return }
    values[entity] += [Double](repeating: .nan, count: short * measures.count)
    marks[entity] += [Quality](repeating: [], count: short)
  }

  /// The series of a segment, one a measure of each entity that `isWanted`; entities in the order in
  /// which they were met. O(rounds × entities wanted).
  public func series(
    of segment: ProbingSegment, where isWanted: (Entity) -> Bool = { _ in true }
  ) -> [Series] {
    guard let position = segments.firstIndex(of: segment) else { return [] }
    let first = segments[..<position].reduce(0) { $0 + $1.count }
    var result: [Series] = []
    for number in entities.indices where isWanted(entities[number]) {
      guard firsts[number] < first + segment.count else { continue }
      let quality = (first..<first + segment.count).map { self.marks(number, $0) }
      let hasMarks = quality.contains { !$0.isEmpty }
      for (place, measure) in measures.enumerated() {
        result.append(
          Series(
            entity: entities[number], datasource: measure.datasource, origin: .vigil,
            start: segment.start, step: ProbingRound.seconds,
            values: (first..<first + segment.count).map { value(number, place, $0) },
            quality: hasMarks ? quality : [], nativeStep: ProbingRound.seconds,
            unit: measure.unit))
      }
    }
    return result
  }

  /// The series of all rounds where the gaps between them are in proportion, and otherwise of the
  /// longest segment, with a finding that says what was left out.
  public func series(
    findings: inout FindingLog, where isWanted: (Entity) -> Bool = { _ in true }
  ) -> [Series] {
    guard let first = segments.first, let last = segments.last else { return [] }
    let count = (last.end - first.start) / ProbingRound.seconds
    guard count > rounds * 16 + 1_008 else { return joined(first.start, count, isWanted) }
    let longest = segments.reduce(first) { $0.count >= $1.count ? $0 : $1 }
    findings.record(
      Finding(
        kind: "probe-far-time", source: Datasource.probing.id,
        detail: "rounds before \(longest.start) or from \(longest.end) on",
        disposition: "left out, because the bins between would be out of proportion",
        count: rounds - longest.count))
    return series(of: longest, where: isWanted)
  }

  private func joined(
    _ start: UnixTime, _ count: Int, _ isWanted: (Entity) -> Bool
  ) -> [Series] {
    guard segments.count > 1 else {
      return segments.first.map { series(of: $0, where: isWanted) } ?? []
    }
    var result: [SignalKey: Series] = [:]
    var order: [SignalKey] = []
    for segment in segments {
      let offset = (segment.start - start) / ProbingRound.seconds
      for part in series(of: segment, where: isWanted) {
        var whole =
          result[part.key]
          ?? Series(
            entity: part.entity, datasource: part.datasource, origin: .vigil, start: start,
            step: part.step, values: [Double](repeating: .nan, count: count),
            quality: [Quality](repeating: .captureGap, count: count), nativeStep: part.step,
            unit: part.unit)
        if result[part.key] == nil { order.append(part.key) }
        for index in part.values.indices {
          whole.values[offset + index] = part.values[index]
          whole.quality[offset + index] = part.marks(at: index)
        }
        result[part.key] = whole
      }
    }
    return order.compactMap { result[$0] }
  }

  private func value(_ entity: Int, _ measure: Int, _ round: Int) -> Double {
    let index = round - firsts[entity]
    guard index >= 0, index < marks[entity].count else { return .nan }
    return values[entity][index * measures.count + measure]
  }

  private func marks(_ entity: Int, _ round: Int) -> Quality {
    let index = round - firsts[entity]
    return index >= 0 && index < marks[entity].count ? marks[entity][index] : []
  }

  /// Forgets all rounds, whose series were asked for and written, and remembers whom they met.
  public mutating func forgetRounds() {
    segments = []
    rounds = 0
    firsts = firsts.map { _ in 0 }
    values = values.map { _ in [] }
    marks = marks.map { _ in [] }
  }
}
