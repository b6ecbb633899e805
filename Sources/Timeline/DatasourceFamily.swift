/// The kind of measurement behind a datasource, which chooses the profile's rule.
public enum DatasourceFamily: String, CaseIterable, Sendable {
  /// Routes: prefixes and /24 blocks visible in BGP.
  case bgp
  /// Active probing: /24 blocks that answer.
  case probing
  /// Internet background radiation: unique sources seen by a telescope.
  case telescope
  /// Anything else.
  case generic

  /// The plane of the network that the family observes.
  public var plane: Plane {
    switch self {
    case .bgp: .control
    case .probing, .telescope: .data
    case .generic: .none
    }
  }

  /// A plane of the network.
  public enum Plane: Sendable {
    /// Routing.
    case control
    /// Forwarding.
    case data
    /// Neither, or not known.
    case none
  }
}
