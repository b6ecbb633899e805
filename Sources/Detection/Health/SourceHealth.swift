public import Timeline

/// Tells an instrument's failure from an outage, one whole tick at a time.
///
/// The one stage that sees all entities of a source at once. It writes marks beside bins and judges
/// nothing. Causal: marks follow from this tick and those before it; what a later tick teaches about
/// an earlier bin is a mark on the later one (`amendsPrevious`, `withdrawsMarks`). Ticks of all
/// sources come in order of their ends. O(entities) a tick. Rules:
/// Docs/Decisions/0003.
public struct SourceHealth: Sendable {
  /// The number of entities that can speak for themselves, without another source.
  public static let crowd = 20
  /// The part of its level by which a witness may move and still stand still.
  static let stillness: Float = 0.1
  /// The time that a witness is asked about, in seconds.
  static let hour = 3_600

  private var sources: [SourceState] = []
  private var positions: [Datasource: Int] = [:]
  private let rule: @Sendable (Datasource) -> SignalRule

  /// Creates a stage that takes thresholds and floors from `rule`.
  public init(rule: @escaping @Sendable (Datasource) -> SignalRule) {
    self.rule = rule
  }

  /// Makes a signal known; returns its column in the ticks of its source.
  ///
  /// O(1) amortised. Columns keep their order for as long as the stage lives.
  public mutating func add(
    _ entity: HealthEntity, datasource: Datasource, step: Int
  ) -> Int {
    let position: Int
    if let known = positions[datasource] {
      position = known
    } else {
      position = sources.count
      positions[datasource] = position
      sources.append(SourceState(datasource: datasource, step: step, rule: rule(datasource)))
    }
    sources[position].members.append(entity)
    return sources[position].members.count - 1
  }

  /// The column of a signal, if it is known.
  public func columns(of datasource: Datasource) -> [HealthEntity] {
    positions[datasource].map { sources[$0].members } ?? []
  }

  /// Judges one tick and returns a set of marks an entity, in the order of `add`.
  ///
  /// An empty result means no marks. A tick without a value teaches nothing and is passed over. A tick that does not come after the last one of its source
  /// (a late arrival) gets the marks of the gap or fall that is going on, and changes nothing.
  public mutating func observe(_ tick: Tick) -> [Quality] {
    guard let position = positions[tick.datasource], tick.values.contains(where: { !$0.isNaN })
    else { return [] }
    if let last = sources[position].lastTick, tick.time <= last {
      return ongoingMarks(position, count: tick.values.count)
    }
    sources[position].lastTick = tick.time
    sources[position].levels.grow(to: sources[position].members.count)
    var marks = zeroMarks(position, tick)
    let common = commonMarks(position, tick)
    if marks.isEmpty {
      marks = common
    } else if !common.isEmpty {
      for index in marks.indices { marks[index].formUnion(common[index]) }
    }
    sources[position].levels.push(tick.values, at: tick.time)
    return marks
  }

  private func ongoingMarks(_ position: Int, count: Int) -> [Quality] {
    var mark: Quality = []
    if let gap = sources[position].gap {
      mark.formUnion(gap.mark)
    }
    if sources[position].common != nil { mark.insert(.commonMode) }
    return mark.isEmpty ? [] : Array(repeating: mark, count: count)
  }

  // MARK: Everything at zero

  private mutating func zeroMarks(_ position: Int, _ tick: Tick) -> [Quality] {
    if sources[position].gap != nil { return continueGap(position, tick) }
    let source = sources[position]
    let since = tick.time - SourceHealth.hour
    var hasZero = false
    for value in tick.values where value == 0 {
      hasZero = true
      break
    }
    guard hasZero else { return [] }
    var fallen: [Int] = []
    for index in tick.values.indices where source.levels.wasPositive(index, since: since) {
      if tick.values[index] > 0 { return [] }
      fallen.append(index)
    }
    let zeros = fallen.count { tick.values[$0] == 0 }
    guard zeros > 0, zeros * 2 >= fallen.count else { return [] }
    let countries = Set(fallen.compactMap { source.members[$0].country })
    let byNumber = zeros >= SourceHealth.crowd && countries.count >= 2
    let witness = byNumber ? Witness.still : witness(for: fallen, of: position, at: tick.end)
    let isInstrument = witness == .still
    sources[position].gap = .init(
      since: tick.time, isInstrument: isInstrument, byNumber: byNumber,
      isConfirmed: witness == .moved)
    sources[position].fallen = fallen
    var marks = [Quality](repeating: [], count: tick.values.count)
    for index in tick.values.indices where !tick.values[index].isNaN {
      marks[index] = sources[position].gap?.mark ?? []
    }
    if isInstrument {
      for index in fallen where isHalfFilled(index, in: source.levels, before: tick) {
        marks[index].insert(.amendsPrevious)
      }
    }
    return marks
  }

  /// Whether the bin just before `tick` fell by a tenth from the one before it.
  private func isHalfFilled(_ index: Int, in levels: RecentLevels, before tick: Tick) -> Bool {
    let recent = levels.recent(index, since: tick.time - 3 * tick.step)
    guard recent.count >= 2, recent[0].time == tick.time - tick.step else { return false }
    return recent[0].value < (1 - SourceHealth.stillness) * recent[1].value
  }

  private mutating func continueGap(_ position: Int, _ tick: Tick) -> [Quality] {
    guard var gap = sources[position].gap else { return [] }
    let source = sources[position]
    let isBack = source.fallen.contains { $0 < tick.values.count && tick.values[$0] > 0 }
    if isBack {
      sources[position].gap = nil
      sources[position].fallen = []
      guard gap.isInstrument else { return [] }
      return tick.values.map { $0.isNaN ? [] : .instrumentEdge }
    }
    var withdraws = false
    if gap.isInstrument, !gap.byNumber, tick.end <= gap.since + SourceHealth.hour {
      let witness = witness(for: source.fallen, of: position, at: tick.end)
      if witness != .still {
        gap.isInstrument = false
        gap.isConfirmed = witness == .moved
        sources[position].gap = gap
        withdraws = true
      }
    }
    var mark = gap.mark
    if withdraws { mark.insert(.withdrawsMarks) }
    return tick.values.map { $0.isNaN ? [] : mark }
  }

  /// What another data-plane source says of what fell.
  enum Witness {
    /// It speaks for some of it, and stands still wherever it speaks.
    case still
    /// It moved as well: the fall is real.
    case moved
    /// Nobody speaks.
    case none
  }

  /// Asks the other data-plane sources about what fell.
  ///
  /// A country that fell is asked for by its own signal there, or by its largest member's. Where only
  /// members fell, each is asked for by itself: a country that stands says nothing of one network.
  /// Routes never testify against the data plane: that is what a data-plane cut looks like.
  private func witness(for fallen: [Int], of position: Int, at end: UnixTime) -> Witness {
    let members = sources[position].members
    let wholes = Set(fallen.map { members[$0] }.filter { $0.entity == $0.country }.map(\.entity))
    let asked = fallen.map { members[$0] }.filter { member in
      member.entity == member.country || !(member.country.map(wholes.contains) ?? false)
    }
    var speaks = false
    for (index, source) in sources.enumerated()
    where index != position && source.datasource.family.plane == .data
      && source.gap?.isInstrument != true
    {
      for member in asked {
        guard let witness = column(for: member, in: source), witness < source.levels.entities
        else { continue }
        let recent = source.levels.recent(witness, since: end - SourceHealth.hour - source.step)
        guard let now = recent.first, now.time > end - 2 * source.step - SourceHealth.hour / 4,
          recent.count * source.step * 2 >= SourceHealth.hour,
          recent.contains(where: { Double($0.value) >= source.rule.floor })
        else { continue }
        speaks = true
        let low = recent.reduce(now.value) { min($0, $1.value) }
        let high = recent.reduce(now.value) { max($0, $1.value) }
        if high - low > SourceHealth.stillness * now.value { return .moved }
      }
    }
    return speaks ? .still : .none
  }

  private func column(for member: HealthEntity, in source: SourceState) -> Int? {
    if let own = source.members.firstIndex(where: { $0.entity == member.entity }) { return own }
    return member.entity == member.country ? largestMember(of: member.entity, in: source) : nil
  }

  private func largestMember(of country: Entity, in source: SourceState) -> Int? {
    var best: (index: Int, level: Float)?
    for (index, member) in source.members.enumerated() where member.country == country {
      guard index < source.levels.entities, let last = source.lastTick else { continue }
      let level = source.levels.oldest(index, since: last - SourceHealth.hour)
      if !level.isNaN, level > best?.level ?? -1 { best = (index, level) }
    }
    return best?.index
  }

  // MARK: Everything falling at once

  private mutating func commonMarks(_ position: Int, _ tick: Tick) -> [Quality] {
    let source = sources[position]
    let since = tick.time - SourceHealth.hour
    let levels = source.levels
    let isOngoing = source.common != nil
    let isFall = SourceHealth.isCommonFall(
      tick.values, members: source.members, warning: Float(source.rule.warning)
    ) { index in
      isOngoing
        ? (index < source.reference.count ? source.reference[index] : .nan)
        : levels.oldest(index, since: since)
    }
    if isOngoing {
      guard isFall else {
        sources[position].common = nil
        sources[position].reference = []
        return []
      }
      if let since = source.common, tick.end <= since + SourceHealth.hour,
        isEchoed(besides: position, at: tick.end)
      {
        sources[position].common = nil
        sources[position].reference = []
        return tick.values.map { $0.isNaN ? [] : .withdrawsMarks }
      }
    } else {
      guard isFall, !isEchoed(besides: position, at: tick.end) else { return [] }
      sources[position].common = tick.time
      sources[position].reference = tick.values.indices.map { levels.oldest($0, since: since) }
    }
    return tick.values.map { $0.isNaN ? [] : .commonMode }
  }

  /// Whether at least twenty entities of two or more countries fell below the warning ratio of
  /// their level: in the median of all, and in the median of most countries.
  ///
  /// Countries are weighed alike, so that one country with many entities cannot be "everybody".
  static func isCommonFall(
    _ values: [Double], members: [HealthEntity], warning: Float, reference: (Int) -> Float
  ) -> Bool {
    guard values.count >= crowd else { return false }
    var compared = 0
    var below = 0
    for index in values.indices {
      let value = Float(values[index])
      let level = reference(index)
      guard !value.isNaN, level > 0 else { continue }
      compared += 1
      if value < warning * level { below += 1 }
    }
    guard compared >= crowd, below * 2 > compared else { return false }
    var byCountry: [Entity: (compared: Int, below: Int)] = [:]
    for index in values.indices {
      let value = Float(values[index])
      let level = reference(index)
      guard !value.isNaN, level > 0, let country = members[index].country else { continue }
      byCountry[country, default: (0, 0)].compared += 1
      if value < warning * level { byCountry[country, default: (0, 0)].below += 1 }
    }
    let fallen = byCountry.values.count { $0.below * 2 > $0.compared }
    return fallen >= 2 && fallen * 2 > byCountry.count
  }

  /// Whether another source fell in the same way within the last hour.
  private func isEchoed(besides position: Int, at end: UnixTime) -> Bool {
    for (index, source) in sources.enumerated() where index != position {
      guard let last = source.lastTick, last >= end - SourceHealth.hour else { continue }
      let since = last - SourceHealth.hour
      let newest = (0..<source.levels.entities).map { entity in
        source.levels.recent(entity, since: last).first.map { Double($0.value) } ?? .nan
      }
      let isFall = SourceHealth.isCommonFall(
        newest, members: source.members, warning: Float(source.rule.warning)
      ) { source.levels.oldest($0, since: since) }
      if isFall { return true }
    }
    return false
  }
}

extension SourceHealth {
  /// Writes all that the stage knows.
  public func encode(into writer: inout StateWriter) {
    writer.write(sources.count)
    for source in sources { source.encode(into: &writer) }
  }

  /// Takes up what `encode(into:)` wrote.
  public init(
    decoding reader: inout StateReader, rule: @escaping @Sendable (Datasource) -> SignalRule
  ) throws(StateError) {
    self.init(rule: rule)
    for _ in 0..<(try reader.count(width: 8)) {
      let source = try SourceState(decoding: &reader, rule: rule)
      positions[source.datasource] = sources.count
      sources.append(source)
    }
  }
}
