public import Timeline

/// Joins events into incidents: a country's own events across datasources with its members'.
public struct IncidentBuilder: Sendable {
  /// The part of the country's level that members must hold to raise an incident for it.
  static let quorum = 0.1

  private let membership: Membership
  private let profile: String

  /// Creates a builder.
  public init(membership: Membership, profile: String) {
    self.membership = membership
    self.profile = profile
  }

  /// Builds the incidents of `events`, ordered by onset, then entity.
  ///
  /// `level` gives what a signal was expected to be at a time, where known. Each event is in an
  /// incident; a member's event that overlaps two of its country's is in both. O(n log n + overlaps).
  public func incidents(
    of events: [Event], level: (SignalKey, UnixTime) -> Double?
  ) -> [Incident] {
    let events = events.sorted(by: Event.isOrderedBefore)
    var incidents: [Incident] = []
    var joined: Set<String> = []
    let byCountry = Dictionary(grouping: events.indices) {
      membership.country(of: events[$0].entity)
    }
    for (country, indices) in byCountry.sorted(by: { order($0.key, $1.key) }) {
      guard let country else { continue }
      let own = indices.map { events[$0] }.filter { $0.entity == country }
      let members = indices.map { events[$0] }.filter { $0.entity != country }
      var found = chains(of: own).map {
        Incident(id: "", entity: country, basis: .own, events: $0, memberEvents: [])
      }
      for index in found.indices {
        found[index].memberEvents = members.filter { member in
          found[index].events.contains { $0.overlaps(member) }
        }
        joined.formUnion(found[index].events.map(\.id))
        joined.formUnion(found[index].memberEvents.map(\.id))
      }
      let left = members.filter { !joined.contains($0.id) }
      let raised = raisedByMembers(country, left, level: level)
      joined.formUnion(raised.flatMap(\.memberEvents).map(\.id))
      incidents += found + raised
    }
    let alone = Dictionary(grouping: events.filter { !joined.contains($0.id) }, by: \.entity)
    for (entity, events) in alone {
      incidents += chains(of: events).map {
        Incident(id: "", entity: entity, basis: .own, events: $0)
      }
    }
    for index in incidents.indices {
      let onset = incidents[index].onset?.by.compact ?? "unknown"
      incidents[index].id = "\(profile)/\(incidents[index].entity.slug)/\(onset)"
    }
    return incidents.sorted { a, b in
      let (x, y) = (a.onset?.by ?? UnixTime(.max), b.onset?.by ?? UnixTime(.max))
      return x == y ? a.entity < b.entity : x < y
    }
  }

  private func order(_ a: Entity?, _ b: Entity?) -> Bool {
    (a?.description ?? "") < (b?.description ?? "")
  }

  /// Splits events, sorted by onset, where none is going on.
  private func chains(of events: [Event]) -> [[Event]] {
    var chains: [[Event]] = []
    var end: UnixTime?
    for event in events {
      let until = event.recovery?.by ?? UnixTime(.max)
      if let last = end, event.onset.by < last {
        chains[chains.count - 1].append(event)
        end = max(last, until)
      } else {
        chains.append([event])
        end = until
      }
    }
    return chains
  }

  /// Incidents of a country whose own signals are silent, raised by members that are down together.
  ///
  /// In one datasource and among members of one kind (ASNs and regions each cover the country), two
  /// or more must be down at once and hold a tenth of the country's level. O(events × those down at
  /// once).
  private func raisedByMembers(
    _ country: Entity, _ events: [Event], level: (SignalKey, UnixTime) -> Double?
  ) -> [Incident] {
    var seeds: [Event] = []
    let groups = Dictionary(grouping: events) { "\($0.datasource)\t\($0.entity.kind.rawValue)" }
    for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
      var down: [Event] = []
      var unseeded: [Event] = []
      for (index, event) in group.enumerated() {
        down.append(event)
        unseeded.append(event)
        // Those that go down in the same bin are weighed together.
        if index + 1 < group.count, group[index + 1].onset.by == event.onset.by { continue }
        let isOver = { (other: Event) in other.recovery.map { $0.by <= event.onset.by } ?? false }
        down.removeAll(where: isOver)
        unseeded.removeAll(where: isOver)
        let held = down.reduce(0) { $0 + $1.baseline }
        let key = SignalKey(entity: country, datasource: event.datasource)
        guard Set(down.map(\.entity)).count >= 2,
          let whole = level(key, event.onset.by)
            ?? sum(of: event.entity.kind, in: key, at: event.onset.by, level), whole > 0,
          held >= IncidentBuilder.quorum * whole
        else { continue }
        seeds += unseeded
        unseeded = []
      }
    }
    var seen: Set<String> = []
    let unique = seeds.filter { seen.insert($0.id).inserted }.sorted(by: Event.isOrderedBefore)
    return chains(of: unique).map { chain in
      let others = events.filter { event in
        !seen.contains(event.id) && chain.contains { $0.overlaps(event) }
      }
      seen.formUnion(others.map(\.id))
      return Incident(
        id: "", entity: country, basis: .fromMembers, events: [],
        memberEvents: (chain + others).sorted(by: Event.isOrderedBefore))
    }
  }

  /// The level of a country without a signal of its own: that of all its members of one kind.
  private func sum(
    of kind: EntityKind, in key: SignalKey, at time: UnixTime,
    _ level: (SignalKey, UnixTime) -> Double?
  ) -> Double? {
    let levels = membership.parents.filter { $0.value == key.entity && $0.key.kind == kind }.keys
      .compactMap { level(SignalKey(entity: $0, datasource: key.datasource), time) }
    return levels.isEmpty ? nil : levels.sorted().reduce(0, +)
  }
}
