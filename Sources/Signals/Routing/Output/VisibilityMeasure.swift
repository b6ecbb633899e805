public import Timeline

/// What is counted of an entity: each makes a signal of its own.
public enum VisibilityMeasure: String, Sendable, Hashable, CaseIterable {
  /// The IPv4 /24s covered by visible prefixes: IODA's signal.
  case slash24s
  /// The visible IPv6 prefixes, which detection reads.
  case prefixes6
  /// The IPv6 /48s covered by visible prefixes: secondary.
  case slash48s

  /// The datasource of the signal.
  public var datasource: Datasource {
    switch self {
    case .slash24s: .bgp
    case .prefixes6: Datasource("bgp-ipv6")
    case .slash48s: Datasource("bgp-ipv6-slash48")
    }
  }

  /// The unit of its values.
  public var unit: String {
    switch self {
    case .slash24s: "visible /24s"
    case .prefixes6: "visible IPv6 prefixes"
    case .slash48s: "visible /48s"
    }
  }

  /// The bin of the family that is counted.
  func bin(of bin: VisibilityBin) -> FamilyBin { self == .slash24s ? bin.ipv4 : bin.ipv6 }

  /// The value of an entity after a change.
  func value(_ change: FamilyBin.Change) -> Int {
    self == .prefixes6 ? change.prefixes : change.blocks
  }

  /// What the entity had over the full-feed sessions before, and over those of the bin.
  func counts(_ rebase: FamilyBin.Rebase) -> (old: Int, new: Int) {
    self == .prefixes6
      ? (rebase.oldPrefixes, rebase.newPrefixes) : (rebase.oldBlocks, rebase.newBlocks)
  }
}
