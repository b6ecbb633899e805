public import Timeline

/// An incident taken apart: who went, in which order, by which mechanism, how deep, when back.
public struct Anatomy: Sendable, Equatable {
  /// What one datasource says of an operator.
  public struct SourceView: Sendable, Equatable {
    /// The source.
    public var datasource: Datasource
    /// The operator's events in the source that belong to the incident, in order.
    public var events: [Event]

    /// Creates a view.
    public init(datasource: Datasource, events: [Event]) {
      self.datasource = datasource
      self.events = events
    }

    /// The steps of all its events, in time order.
    public var steps: [Step] { events.flatMap(\.steps).sorted { $0.after < $1.after } }

    /// The earliest step of the cut.
    public var firstCut: Step? { steps.first { $0.kind == .cut } }

    /// The first rise that neither its own event nor a later one lost again by half.
    public var firstRecovery: TimeBracket? { events.firstLastingRise }

    /// The event of the first step of the cut, else the first event.
    public var main: Event? {
      events.first { event in event.steps.contains { $0.kind == .cut } } ?? events.first
    }
  }

  /// A source that cannot speak for an operator, and why.
  public struct Silence: Sendable, Equatable {
    /// The source.
    public var datasource: Datasource
    /// The reason, in words with the figures behind it.
    public var reason: String

    /// Creates a silence.
    public init(datasource: Datasource, reason: String) {
      self.datasource = datasource
      self.reason = reason
    }
  }

  /// An operator's part of the country's fall at one moment.
  public struct Share: Sendable, Equatable {
    /// The source that counts.
    public var datasource: Datasource
    /// The bin at which both falls are read.
    public var at: UnixTime
    /// What the operator had lost, in the source's unit; nothing when the source cannot see it.
    public var lost: Double?
    /// What the country had lost, in the source's unit.
    public var of: Double

    /// Creates a share.
    public init(datasource: Datasource, at: UnixTime, lost: Double?, of: Double) {
      self.datasource = datasource
      self.at = at
      self.lost = lost
      self.of = of
    }

    /// The part of the country's fall; nothing when the source cannot see the operator.
    public var share: Double? { lost.flatMap { of > 0 ? $0 / of : nil } }
  }

  /// A beginning that is shown but not ranked.
  public struct EarlySign: Sendable, Equatable {
    /// The source that shows it.
    public var datasource: Datasource
    /// Where the rule was crossed.
    public var onset: TimeBracket
    /// The part of the level that was lost before the first step of the cut, 0 to 1.
    public var depth: Double

    /// Creates a sign.
    public init(datasource: Datasource, onset: TimeBracket, depth: Double) {
      self.datasource = datasource
      self.onset = onset
      self.depth = depth
    }
  }

  /// A step that joined after the window in which the mechanism was judged.
  public struct LaterStep: Sendable, Equatable {
    /// The source that stepped.
    public var datasource: Datasource
    /// The step.
    public var step: Step
    /// The mechanism of this step, judged from its own time on.
    public var mechanism: Mechanism

    /// Creates a later step.
    public init(datasource: Datasource, step: Step, mechanism: Mechanism) {
      self.datasource = datasource
      self.step = step
      self.mechanism = mechanism
    }
  }

  /// One operator.
  public struct Row: Sendable, Equatable {
    /// The operator.
    public var entity: Entity
    /// Its name for people.
    public var name: String
    /// What it is (cellular, fixed, ...), as the user stated it; never used to judge.
    public var kind: String?
    /// Its place in the order of the cut, 1 first; overlapping intervals share one. Nothing when no
    /// step of the cut stands out.
    public var rank: Int?
    /// The first step of the cut, the one that ranks it; else its first onset.
    public var onset: TimeBracket?
    /// The source of that step.
    public var onsetSource: Datasource?
    /// By which plane it was cut off.
    public var mechanism: Mechanism
    /// Which plane stepped first.
    public var lead: Lead?
    /// The rule that gave the mechanism, as a sentence.
    public var rule: String
    /// What each source says, in order of datasource; only sources with events.
    public var sources: [SourceView]
    /// Sources that cannot speak for it.
    public var silent: [Silence]
    /// Sources that can speak and saw nothing.
    public var unmoved: [Datasource]
    /// Its part of the country's fall, one entry a step of the country.
    public var share: [Share]
    /// Smaller and slower beginnings.
    public var early: [EarlySign]
    /// Steps of the cut that came after the window of judgement.
    public var later: [LaterStep]

    /// Creates a row.
    public init(
      entity: Entity, name: String, kind: String?, rank: Int?, onset: TimeBracket?,
      onsetSource: Datasource?, mechanism: Mechanism, lead: Lead?, rule: String,
      sources: [SourceView], silent: [Silence], unmoved: [Datasource], share: [Share],
      early: [EarlySign], later: [LaterStep]
    ) {
      self.entity = entity
      self.name = name
      self.kind = kind
      self.rank = rank
      self.onset = onset
      self.onsetSource = onsetSource
      self.mechanism = mechanism
      self.lead = lead
      self.rule = rule
      self.sources = sources
      self.silent = silent
      self.unmoved = unmoved
      self.share = share
      self.early = early
      self.later = later
    }

    /// The operator's first recovery: in the source that ranks it, else in the first other one.
    ///
    /// Only sources that took part in the fall count: coming back from a later dip in another source
    /// is no recovery from the outage.
    public var firstRecovery: TimeBracket? {
      let fallen = sources.filter { fell($0) }
      let ranking = fallen.first { $0.datasource == onsetSource }?.firstRecovery
      return ranking ?? fallen.compactMap(\.firstRecovery).min { $0.by < $1.by }
    }

    /// Sources of the fall that began to come back before `firstRecovery`, or while it is unknown.
    public var earlierReturns: [(datasource: Datasource, bracket: TimeBracket)] {
      let known = firstRecovery?.by ?? UnixTime(.max)
      return sources.filter { fell($0) && $0.datasource != onsetSource }.compactMap { source in
        guard let bracket = source.firstRecovery, bracket.by < known else { return nil }
        return (source.datasource, bracket)
      }
    }

    /// Whether a source's steps of the cut are part of the fall, not of what came later.
    private func fell(_ source: SourceView) -> Bool {
      source.steps.contains { step in
        step.kind == .cut
          && !later.contains { $0.datasource == source.datasource && $0.step == step }
      }
    }

    /// Where its last event closed; nothing while one is open.
    public var recovery: TimeBracket? {
      let events = sources.flatMap(\.events)
      guard events.allSatisfy({ $0.status == .closed }) else { return nil }
      return events.compactMap(\.recovery).max { $0.by < $1.by }
    }

    /// The deepest loss of any source, 0 to 1.
    public var depth: Double { sources.flatMap(\.events).map(\.depth).max() ?? 0 }
  }

  /// The incident taken apart.
  public var incident: Incident
  /// What each source says of the country itself.
  public var country: [SourceView]
  /// The operators with events, in order of the cut; unranked ones last.
  public var rows: [Row]
  /// The country's regions with events, in the same order.
  public var regions: [Row]
  /// Members whose signals can speak and saw nothing, or cannot speak at all.
  public var quietMembers: [Entity]
  /// Whether the membership was assumed because the input did not state it.
  public var membershipAssumed: Bool

  /// Creates an anatomy.
  public init(
    incident: Incident, country: [SourceView], rows: [Row], regions: [Row] = [],
    quietMembers: [Entity], membershipAssumed: Bool
  ) {
    self.incident = incident
    self.country = country
    self.rows = rows
    self.regions = regions
    self.quietMembers = quietMembers
    self.membershipAssumed = membershipAssumed
  }
}
