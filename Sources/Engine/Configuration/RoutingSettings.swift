import Routing
public import Timeline

/// What a run says about archives of routes, besides where they are.
public struct RoutingSettings: Equatable, Sendable {
  /// The collector of all files; found in their paths without it.
  public var collector: String?
  /// The seconds that an update file covers; judged from the names without it.
  public var cadence: Int?
  /// The least IPv4 prefixes of a full feed; nothing for automatic.
  public var fullFeed: Int?
  /// The least IPv6 prefixes of a full feed; nothing for automatic.
  public var fullFeed6: Int?
  /// Fewer full-feed peer ASNs than this give no verdict.
  public var minimumPeers: Int?
  /// The seconds of a bin.
  public var bin = 300
  /// Whether a RIB that ends early may be applied.
  public var allowPartialRIB = false
  /// Whether a route whose first ASN is not the peer's is dropped.
  public var requireFirstAS = false
  /// Whose signals are kept, and what places prefixes; origins are those of the routes.
  public var placing = PlacingSettings()
  /// The start of the first bin; that of the data without it.
  public var from: UnixTime?
  /// The end of the last bin; that of the data without it.
  public var until: UnixTime?

  /// Creates the settings of a run that says nothing.
  public init() {}

  /// The same as the visibility engine takes it.
  var options: VisibilityOptions {
    var options = VisibilityOptions()
    options.bin = bin
    options.from = from
    options.until = until
    if let fullFeed { options.fullFeed = .prefixes(fullFeed) }
    if let fullFeed6 { options.fullFeed6 = .prefixes(fullFeed6) }
    if let minimumPeers { options.minimumPeers = minimumPeers }
    options.allowPartialRIB = allowPartialRIB
    options.requireFirstAS = requireFirstAS
    return options
  }
}
