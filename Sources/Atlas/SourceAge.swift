public import Timeline

/// Says when addresses were placed by a database of another time than the data's.
public enum SourceAge {
  /// Days by which a source that knows regions may differ: operators move blocks between cities.
  public static let regionDays = 90
  /// Days by which a source of countries may differ.
  public static let countryDays = 400

  /// A finding for each source built more days from the data than its kind allows, in either
  /// direction, and for each that does not say when it was built; for the head of every result.
  public static func findings(
    of sources: [SourceProvenance], dataTime: UnixTime
  ) -> [Finding] {
    sources.compactMap { source in
      guard let built = source.built else {
        return Finding(
          kind: "source-without-date", source: source.name,
          detail: "does not say when it was built, data of \(month(dataTime))",
          disposition: "used")
      }
      let days = abs(Double(dataTime - built)) / 86_400
      guard days > Double(source.knowsRegions ? regionDays : countryDays) else { return nil }
      return Finding(
        kind: "source-age", source: source.name,
        detail: "\(source.kind == .prefixOrigins ? "origins" : "addresses placed") as of "
          + "\(month(built)), data of \(month(dataTime))",
        disposition: "used; blocks that moved in between count where the source has them")
    }
  }

  private static func month(_ time: UnixTime) -> String { String(time.date.prefix(7)) }
}
