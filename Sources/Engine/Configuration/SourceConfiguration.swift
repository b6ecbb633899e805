/// One `[[source]]` of a configuration: where signals, or what they are computed from, come from.
public struct SourceConfiguration: Equatable, Sendable {
  /// What the files hold.
  public enum Kind: String, CaseIterable, Sendable {
    /// Ready-made signals, in any form that `vigil inspect` knows.
    case signals
    /// Routing tables and updates of RIS and RouteViews, from which visibility is computed.
    case mrt
    /// Packet captures of a telescope, from which unique sources are counted.
    case pcap
    /// Results of probes of /24 blocks, from which those that are up are counted.
    case probes
  }

  /// What the files hold.
  public var kind: Kind
  /// Files, folders and patterns with `*`, `?` and `[…]`, relative to the configuration's folder.
  public var paths: [String]
  /// What every output made from the source must bear, such as that it was not measured.
  public var notices: [String]
  /// How routes become signals; of kind `mrt` only.
  public var routing: RoutingSettings
  /// How packets become signals; of kind `pcap` only.
  public var telescope: TelescopeSettings
  /// How results of probes become signals; of kind `probes` only.
  public var probing: ProbingSettings

  /// Creates a source.
  public init(
    kind: Kind, paths: [String], notices: [String] = [],
    routing: RoutingSettings = RoutingSettings(),
    telescope: TelescopeSettings = TelescopeSettings(),
    probing: ProbingSettings = ProbingSettings()
  ) {
    self.kind = kind
    self.paths = paths
    self.notices = notices
    self.routing = routing
    self.telescope = telescope
    self.probing = probing
  }
}
