public import Timeline

/// A synthetic world with known truth: entities, what happens to them, and faults of instruments.
///
/// The world says what is; writers turn it into files. Series are drawn from it by
/// `signalSet()`; the same world and seed give the same values on every machine.
public struct ScenarioWorld: Sendable {
  /// The name by which the world is asked for.
  public var name: String
  /// What the world is, in a sentence.
  public var summary: String
  /// The seed of the noise.
  public var seed: UInt64
  /// The start of the first bin.
  public var from: UnixTime
  /// The end of the last bin.
  public var until: UnixTime
  /// What each output made from the world must bear.
  public var notice: String
  /// The entities.
  public var entities: [ScenarioEntity]
  /// The faults of the instruments.
  public var faults: [InstrumentFault]
  /// What else the world follows and where it departs from it, a sentence each.
  public var notes: [String]
  /// Dated evidence of others, to be shown beside the signals.
  public var annotations: [ScenarioAnnotation]
  /// Who watches the world's routes and where they lie; nothing for a world without an archive.
  public var archive: ArchiveScheme?
  /// Where the world's telescope listens; nothing for a world without packets.
  public var telescope: TelescopeScheme?
  /// Which blocks of the world are probed; nothing for a world without probes.
  public var probes: ProbeScheme?

  /// Creates a world.
  public init(
    name: String, summary: String, seed: UInt64, from: UnixTime, until: UnixTime, notice: String,
    entities: [ScenarioEntity], faults: [InstrumentFault], notes: [String] = [],
    annotations: [ScenarioAnnotation] = [], archive: ArchiveScheme? = nil,
    telescope: TelescopeScheme? = nil, probes: ProbeScheme? = nil
  ) {
    self.name = name
    self.summary = summary
    self.seed = seed
    self.from = from
    self.until = until
    self.notice = notice
    self.entities = entities
    self.faults = faults
    self.notes = notes
    self.annotations = annotations
    self.archive = archive
    self.telescope = telescope
    self.probes = probes
  }

  /// Who is to be credited for the world's data.
  public var credit: String { "Vigil scenario \(name), seed \(seed)" }

  /// The datasources, each once, in order.
  public var datasources: [Datasource] {
    Set(entities.flatMap { $0.signals.map(\.datasource) }).sorted()
  }

  /// Which entities belong to which country, their names, kinds and weights.
  public var membership: Membership {
    var membership = Membership()
    for member in entities {
      membership.parents[member.entity] = member.parent
      membership.names[member.entity] = member.name
      membership.weights[member.entity] = member.weight
      membership.kinds[member.entity] = member.kind
    }
    return membership
  }
}
