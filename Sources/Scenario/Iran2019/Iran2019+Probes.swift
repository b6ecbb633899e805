import Timeline

extension Iran2019 {
  /// The hours in which something is decided: the cut, the lowest figure, the return of the country.
  /// Armenia, in which nothing happens, is probed beside it.
  static var probes: ProbeScheme {
    ProbeScheme(
      datasource: .probing,
      countries: [country, Entity(kind: .country, canonicalCode: "AM")],
      windows: [
        .november(16, 1400)..<(.november(16, 2000)), .november(18, 500)..<(.november(18, 700)),
        .november(23, 1100)..<(.november(23, 1500)),
      ])
  }
}
