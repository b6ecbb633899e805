public import Detection
public import Incidents
public import Timeline

/// What a run is asked to do, besides its input.
public struct RunOptions: Sendable {
  /// The profile that judges.
  public var profile: Profile
  /// Whether source health marks bins before events are built.
  public var sourceHealth: Bool
  /// The first moment to judge; nothing for the start of the data.
  public var from: UnixTime?
  /// The end of what is judged; nothing for the end of the data.
  public var until: UnixTime?
  /// Moments for which shares are wanted besides the country's steps.
  public var shareTimes: [UnixTime]
  /// The seconds in which steps belong to one fall.
  public var mechanismWindow: Int
  /// Which signals are kept bin by bin.
  public var traces: TraceSelection

  /// Which signals a run keeps bin by bin, at about 50 bytes a bin.
  public enum TraceSelection: Sendable {
    /// All of them: for verdicts, anatomies and reports.
    case all
    /// Those of countries, which incidents are weighed against: for events and incidents.
    case countries

    func keeps(_ entity: Entity) -> Bool { self == .all || entity.kind == .country }
  }

  /// Creates options; source health is the profile's unless given.
  public init(
    profile: Profile = .vigil, sourceHealth: Bool? = nil, from: UnixTime? = nil,
    until: UnixTime? = nil, shareTimes: [UnixTime] = [],
    mechanismWindow: Int = AnatomyBuilder.defaultWindow, traces: TraceSelection = .all
  ) {
    self.profile = profile
    self.sourceHealth = sourceHealth ?? profile.sourceHealth
    self.from = from
    self.until = until
    self.shareTimes = shareTimes
    self.mechanismWindow = mechanismWindow
    self.traces = traces
  }
}
