import Timeline

extension Iran2019 {
  /// An hour of a quiet night, so that both ends of the day's rhythm are in the level before, and the
  /// hours in which something is decided: the cut, the lowest figure, the return of the country.
  /// Armenia, in which nothing happens, is probed beside it.
  static var probes: ProbeScheme {
    ProbeScheme(
      datasource: .probing,
      countries: [country, Entity(kind: .country, canonicalCode: "AM")],
      windows: [
        .november(15, 0)..<(.november(15, 100)), .november(16, 1400)..<(.november(16, 2000)),
        .november(18, 530)..<(.november(18, 630)), .november(23, 1100)..<(.november(23, 1430)),
      ])
  }
}
