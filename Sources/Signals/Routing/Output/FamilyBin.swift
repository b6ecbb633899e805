public import Net

/// One bin of one family: who counted, whether it can be judged, and what changed.
public struct FamilyBin: Sendable {
  /// Why a bin has no verdict.
  public enum Refusal: Sendable, Hashable {
    /// The routes of no session were known throughout the bin: no table yet, a bin between tables,
    /// missing files, silence.
    case unknown
    /// Fewer full-feed peer ASNs than the least that are wanted.
    case fewPeers(have: Int, need: Int)
    /// The tables are too small to tell what a full feed is.
    case noFullFeed(median: Int, expected: Int)
  }

  /// A change of an entity's count.
  public struct Change: Sendable, Hashable {
    /// The entity's number.
    public let entity: Int
    /// Its /24s, or /48s of IPv6.
    public let blocks: Int
    /// Its visible prefixes.
    public let prefixes: Int
  }

  /// What an entity had at the end of the bin before, counted over the full-feed sessions of that bin
  /// and over those of this one.
  ///
  /// The quotient of the two is the factor by which the entity's baseline is to be scaled from this
  /// bin on. Beyond 0.99 to 1.01 the bin is no verdict on the entity (`peers-changed`).
  public struct Rebase: Sendable, Hashable {
    /// The entity's number.
    public let entity: Int
    /// Its blocks over the sessions of the bin before.
    public let oldBlocks: Int
    /// Its blocks over the sessions of this bin.
    public let newBlocks: Int
    /// Its visible prefixes over the sessions of the bin before.
    public let oldPrefixes: Int
    /// Its visible prefixes over the sessions of this bin.
    public let newPrefixes: Int

    /// The factor for a signal of blocks; infinite where nothing was seen before.
    public var blockRatio: Double { Double(newBlocks) / Double(oldBlocks) }
    /// The factor for a signal of prefixes; infinite where nothing was seen before.
    public var prefixRatio: Double { Double(newPrefixes) / Double(oldPrefixes) }

    /// Whether a factor lets the bin be judged.
    public static func isSmall(_ old: Int, _ new: Int) -> Bool {
      old == new || 100 * new >= 99 * old && 100 * new <= 101 * old
    }
  }

  /// The family.
  public let family: IPFamily
  /// Why the bin has no verdict, or nothing when it can be judged.
  public let refusal: Refusal?
  /// The sessions of F(b), in order.
  public let peers: [FullFeedPeer]
  /// The ASNs in F(b).
  public let peerASNs: Int
  /// The least prefixes of a full feed, or nothing where that is not known.
  public let threshold: Int?
  /// The visible prefixes.
  public let visiblePrefixes: Int
  /// The entities whose counts changed since the last bin, in order of their numbers.
  public let changes: [Change]
  /// The entities that another set of full-feed sessions alone moved.
  public let rebases: [Rebase]

  /// The refusal in words, with the option that would help.
  public var reason: String? {
    let option = family == .ipv4 ? "--full-feed" : "--full-feed6"
    let names = peers.isEmpty ? "none" : peers.map(\.description).joined(separator: ", ")
    switch refusal {
    case nil: return nil
    case .unknown:
      return "no session's routes were known throughout the bin"
    case .fewPeers(let have, let need):
      return "\(have) full-feed peer ASNs (\(names)) with at least \(threshold ?? 0) prefixes, "
        + "\(need) are wanted; --min-peers \(max(have, 1)) takes what there is, \(option) N lowers "
        + "what a full feed is"
    case .noFullFeed(let median, let expected):
      return "the median of the large tables is \(median) prefixes where a full table has about "
        + "\(expected); \(option) N says what a full feed is"
    }
  }
}
