public import Timeline

/// What the filters did to a capture.
///
/// `totals.packets` is `totals.notIPv4`, `totals.passed` and all of `totals.removed` together.
public struct ExplainReport: Sendable, Equatable {
  /// The name and version of the JSON form.
  public static let schema = "vigil.telescope.explain/1"

  /// The packets, and those that each filter was the first to match.
  public let totals: TelescopeTotals
  /// The packets that each filter matches, enabled or not, in the filters' order.
  public let matched: [Int]
  /// An example of each filter that matched.
  public let examples: [PacketFilter: PacketExample]
  /// The different IPv4 sources.
  public let ipv4Sources: Int
  /// The different sources of the packets that passed.
  public let passedSources: Int
  /// What was wrong with the files.
  public let findings: [Finding]

  /// The packets that a filter matches, enabled or not.
  public func matched(by filter: PacketFilter) -> Int { matched[Int(filter.rawValue)] }
}
