public import Timeline

/// Which blocks of a world are probed, and when.
public struct ProbeScheme: Sendable {
  /// The signal whose values the blocks that are up make up.
  public var datasource: Datasource
  /// The countries whose blocks are probed, with all their operators that the world names.
  public var countries: [Entity]
  /// The spans that are probed, ascending, in whole rounds.
  public var windows: [Range<UnixTime>]

  /// Creates a scheme.
  public init(datasource: Datasource, countries: [Entity], windows: [Range<UnixTime>]) {
    self.datasource = datasource
    self.countries = countries
    self.windows = windows
  }

  /// The seconds of a round.
  static let step = 600

  /// The starts of all rounds.
  var rounds: [UnixTime] {
    windows.flatMap { window in
      stride(from: window.lowerBound.seconds, to: window.upperBound.seconds, by: ProbeScheme.step)
        .map { UnixTime($0) }
    }
  }
}
