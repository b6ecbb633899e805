import MRT
import Net
public import Timeline

/// What a bin changes at one collector: its partial result, which `VisibilityMerge` joins with others'.
///
/// It holds changes and not counts, because whether a prefix is visible, and which sessions are full
/// feeds, only all collectors together tell.
public struct CollectorBin: Sendable {
  /// The collector.
  public let collector: String
  /// The start of the bin.
  public let start: UnixTime
  /// The end of the data as far as this collector knows it; the last bin begins before the latest
  /// end of all collectors.
  public let end: UnixTime

  /// The sessions by number; numbers stay from bin to bin.
  let sessions: [State]
  /// Whether a table came into force, so that the thresholds are found anew.
  let hasNewTable: Bool
  let ipv4: Changes
  let ipv6: Changes

  /// A session at the end of the bin.
  struct State: Sendable {
    let peer: RoutePeer
    /// Whether it was known throughout the bin.
    let isKnown: Bool
    /// How many prefixes of each family it held in its collector's last table.
    let tableCount4: Int
    let tableCount6: Int
  }

  /// What changed of one family.
  struct Changes: Sendable {
    /// The prefixes of which something changed.
    var prefixes: [Prefix] = []
    /// For each column the session.
    var sessions: [UInt32] = []
    /// What these prefixes' routes count as at the end of the bin before, where that is something
    /// else than now: routes learnt anew in the bin count for it too.
    var before = CollectorRows()
    /// For each prefix whether it stands in `before`; else it was as it is now, or as it ended.
    var isKept: [Bool] = []
    /// The routes at the end of the bin.
    var now = CollectorRows()
  }
}
