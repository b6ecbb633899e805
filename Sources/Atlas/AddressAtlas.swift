public import Net
public import Timeline

/// Places and origins of addresses, compiled, with what is known of their sources.
public struct AddressAtlas: Sendable {
  /// Where addresses are.
  public let places: PlaceTable
  /// Whose addresses are; empty when no table of origins was named. Usually one a family.
  public let origins: [OriginTable]
  /// What was odd in the sources and in the choice among them.
  public let findings: FindingLog

  /// Creates an atlas; the findings of its tables are added to `findings`.
  public init(places: PlaceTable, origins: [OriginTable] = [], findings: FindingLog = FindingLog())
  {
    self.places = places
    self.origins = origins
    var all = findings
    all.merge(places.findings)
    for table in origins { all.merge(table.findings) }
    self.findings = all
  }

  /// What is known of all sources, those of places first.
  public var sources: [SourceProvenance] { places.sources + origins.map(\.provenance) }

  /// What the age of the sources means for data of a time: see `SourceAge`.
  public func ageFindings(dataTime: UnixTime) -> [Finding] {
    SourceAge.findings(of: sources, dataTime: dataTime)
  }

  /// Throws `noRegions`, which names the editions that have them, unless a source knows regions.
  public func requireRegions() throws(AtlasError) {
    guard places.knowsRegions else { throw .noRegions(sources: places.sources.map(\.name)) }
  }

  /// Everything that is known of an address.
  public func answer(_ address: IPAddress) -> AddressAnswer {
    var answer = AddressAnswer(address: address, place: places.match(address))
    for table in origins {
      guard let match = table.match(address) else { continue }
      if let known = answer.origin, known.prefix.length >= match.prefix.length { continue }
      answer.origin = match
      answer.originSource = table.provenance
    }
    return answer
  }
}
