public import Incidents
public import Timeline

extension Analysis {
  /// The country that an anatomy is about: the one that was asked for, else the only one.
  ///
  /// Throws when the input holds nothing of it, or holds ASNs and says of none where it belongs.
  public func chooseCountry(_ asked: Entity?) throws(EngineError) -> Entity {
    let entities = traces.map(\.series.entity)
    let countries = Set(entities.compactMap { membership.country(of: $0) }).sorted()
    // Networks of which some are placed were placed by something: the others belong to no country.
    let networks = entities.filter { $0.kind == .asn }
    // One whose parts in countries are there is placed by them.
    let inParts = Set(entities.filter { $0.country != nil }.compactMap(\.network))
    let isUnplaced =
      !networks.isEmpty
      && networks.allSatisfy { membership.country(of: $0) == nil && !inParts.contains($0) }
    if countries.count > 1, isUnplaced {
      throw .membershipUnknown(countries: countries.map(\.code))
    }
    if let asked {
      guard countries.contains(asked) else { throw .noSignals(of: asked.description) }
      return asked
    }
    guard let only = countries.first else { throw .noCountry }
    guard countries.count == 1 else { throw .severalCountries(countries.map(\.code)) }
    return only
  }
}

extension Analysis {
  /// The anatomies of a country's incidents, also of those in which no member is known.
  public func anatomies(of country: Entity) -> [Anatomy] {
    let found = anatomies.filter { $0.incident.entity == country }
    guard found.isEmpty else { return found }
    let builder = AnatomyBuilder(membership: membership, table: TraceTable(traces))
    return incidents.filter { $0.entity == country }.map {
      builder.anatomy(of: $0, entities: [])
    }
  }
}

extension [Anatomy] {
  /// The anatomy of the incident that lost most: by level, then by the severest of its events.
  public var gravest: Anatomy? {
    self.max { a, b in
      let (x, y) = (a.incident, b.incident)
      if x.level != y.level { return x.level < y.level }
      return x.severity < y.severity
    }
  }
}
