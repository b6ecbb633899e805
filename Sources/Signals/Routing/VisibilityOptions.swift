public import Timeline

/// How routes become visibility signals; the defaults are those of the design.
public struct VisibilityOptions: Sendable, Equatable {
  /// When a session counts as full feed.
  public enum FullFeed: Sendable, Equatable {
    /// Three quarters of the median of the large sessions of the RIBs applied last.
    case automatic
    /// At least this many unicast prefixes.
    case prefixes(Int)
  }

  /// The length of a bin in seconds; positive.
  public var bin = 300
  /// The start of the first bin that is given out, or the first that the data allow.
  public var from: UnixTime?
  /// The end of the last bin that is given out, or the last that the data allow.
  public var until: UnixTime?
  /// The threshold of a full feed over IPv4.
  public var fullFeed = FullFeed.automatic
  /// The threshold of a full feed over IPv6.
  public var fullFeed6 = FullFeed.automatic
  /// Fewer full-feed peer ASNs than this give no verdict.
  public var minimumPeers = 10
  /// Whether a RIB that ends early may be applied.
  public var allowPartialRIB = false
  /// Whether a route whose first ASN is not the peer's is dropped.
  public var requireFirstAS = false
  /// Seconds of silence after which a session's routes are unknown.
  public var silence = 3_600

  /// Creates the default options.
  public init() {}
}
