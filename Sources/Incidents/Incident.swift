public import Detection
public import Timeline

/// One entity's outage across datasources, with its members.
public struct Incident: Sendable, Equatable {
  /// What raised the incident.
  public enum Basis: String, Sendable {
    /// The entity's own signals.
    case own
    /// Members that hold a tenth of the entity's level, while its own signals are silent.
    case fromMembers = "from-members"
  }

  /// `profile/entity/onset`, for example `vigil/country-IR/20191116T1405Z`.
  public var id: String
  /// What went out.
  public var entity: Entity
  /// What raised the incident.
  public var basis: Basis
  /// The entity's own events, ordered by onset, then datasource.
  public var events: [Event]
  /// The members' events that overlap them, ordered by onset, entity, datasource.
  public var memberEvents: [Event]

  /// Creates an incident.
  public init(
    id: String, entity: Entity, basis: Basis, events: [Event], memberEvents: [Event] = []
  ) {
    self.id = id
    self.entity = entity
    self.basis = basis
    self.events = events
    self.memberEvents = memberEvents
  }

  /// The events that the incident's own times come from.
  public var ownEvents: [Event] { basis == .own ? events : memberEvents }

  /// The highest level reached.
  public var level: Level { ownEvents.map(\.level).max() ?? .normal }

  /// Where the first rule was crossed.
  public var onset: TimeBracket? { ownEvents.map(\.onset).min { $0.by < $1.by } }

  /// Where the first fall began.
  public var began: TimeBracket? { ownEvents.map(\.began).min { $0.by < $1.by } }

  /// The earliest first recovery of its own events that no later event of the same signal undid.
  ///
  /// A signal that hovers about its level opens and closes many events; a rise that one of the later
  /// ones lost again by half was a return, seen from the incident.
  public var firstRecovery: TimeBracket? {
    Dictionary(grouping: ownEvents) { SignalKey(entity: $0.entity, datasource: $0.datasource) }
      .sorted { $0.key < $1.key }
      .compactMap(\.value.firstLastingRise).min { $0.by < $1.by }
  }

  /// Where the last of its own events recovered; nothing while one is open.
  public var recovery: TimeBracket? {
    guard ownEvents.allSatisfy({ $0.status == .closed }) else { return nil }
    return ownEvents.compactMap(\.recovery).max { $0.by < $1.by }
  }

  /// Whether one of its own events is open.
  public var isOpen: Bool { ownEvents.contains { $0.status == .open } }

  /// The end of what was observed of it: of open events to the last judged bin, of closed ones to
  /// their recovery.
  public var observedUntil: UnixTime? {
    ownEvents.map { $0.recovery?.by ?? $0.observedUntil }.max()
  }

  /// The severity of its severest own event, 0 to 100.
  public var severity: Double { ownEvents.map(\.severity).max() ?? 0 }

  /// IODA's overall score: the product of the largest score of each datasource.
  public var score: Double {
    var largest: [Datasource: Double] = [:]
    for event in events {
      largest[event.datasource] = max(largest[event.datasource] ?? 0, event.score)
    }
    return largest.isEmpty ? 0 : largest.sorted { $0.key < $1.key }.reduce(1) { $0 * $1.value }
  }
}
