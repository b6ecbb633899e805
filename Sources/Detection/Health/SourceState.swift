import Timeline

/// What source health knows of one datasource.
struct SourceState: Sendable {
  /// A gap in which everything that the source watches reads zero.
  struct Gap: Sendable, Equatable {
    /// The first bin at zero.
    var since: UnixTime
    /// Whether witnesses put it down to the instrument.
    var isInstrument: Bool
    /// Whether the entities' number alone, not another source, was the witness.
    var byNumber: Bool
    /// Whether a witness fell as well, so that the zeros are an outage.
    var isConfirmed: Bool

    /// The mark of the gap's bins.
    var mark: Quality {
      isInstrument ? .instrument : isConfirmed ? [] : .instrumentNotExcluded
    }
  }

  let datasource: Datasource
  let step: Int
  let rule: SignalRule
  var members: [HealthEntity] = []
  var levels: RecentLevels
  /// Entities above zero within the hour before the gap; in a gap only.
  var fallen: [Int] = []
  var gap: Gap?
  /// Whether the source's bins are marked as a common fall, since when.
  var common: UnixTime?
  /// The level of each entity before the common fall.
  var reference: [Float] = []
  var lastTick: UnixTime?

  init(datasource: Datasource, step: Int, rule: SignalRule) {
    self.datasource = datasource
    self.step = step
    self.rule = rule
    levels = RecentLevels(step: step)
  }
}

extension SourceState {
  func encode(into writer: inout StateWriter) {
    writer.write(datasource.id)
    writer.write(step)
    writer.write(members.count)
    for member in members {
      writer.write(member.entity.description)
      writer.write(member.country?.code ?? "")
    }
    levels.encode(into: &writer)
    writer.write(fallen.count)
    for entity in fallen { writer.write(entity) }
    writer.write(gap?.since)
    writer.write(gap?.isInstrument ?? false)
    writer.write(gap?.byNumber ?? false)
    writer.write(gap?.isConfirmed ?? false)
    writer.write(common)
    writer.write(reference.count)
    for level in reference { writer.write(level) }
    writer.write(lastTick)
  }

  init(
    decoding reader: inout StateReader, rule: (Datasource) -> SignalRule
  ) throws(StateError) {
    let datasource = Datasource(try reader.text())
    let step = try reader.tally()
    guard step > 0 else { throw .malformed("step") }
    self.init(datasource: datasource, step: step, rule: rule(datasource))
    for _ in 0..<(try reader.count(width: 16)) {
      guard let entity = Entity(try reader.text()) else { throw .malformed("entity") }
      let country = try reader.text()
      members.append(
        HealthEntity(
          entity: entity, country: country.isEmpty ? nil : Entity(kind: .country, code: country)))
    }
    try levels.decode(&reader)
    for _ in 0..<(try reader.count(width: 8)) {
      let index = try reader.int()
      guard members.indices.contains(index) else { throw .malformed("fallen entity") }
      fallen.append(index)
    }
    let since = try reader.optionalTime()
    let isInstrument = try reader.flag()
    let byNumber = try reader.flag()
    let isConfirmed = try reader.flag()
    gap = since.map {
      Gap(
        since: $0, isInstrument: isInstrument, byNumber: byNumber, isConfirmed: isConfirmed)
    }
    common = try reader.optionalTime()
    for _ in 0..<(try reader.count(width: 4)) { reference.append(try reader.float()) }
    lastTick = try reader.optionalTime()
    guard levels.entities <= members.count || members.isEmpty else {
      throw .malformed("health members")
    }
  }
}
