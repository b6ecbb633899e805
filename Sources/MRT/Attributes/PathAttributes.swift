public import Net

/// The path attributes of a route, decoded. What is absent or cannot be read is nothing or empty.
public struct PathAttributes: Hashable, Sendable {
  /// ORIGIN.
  public var origin: RouteOrigin?
  /// AS_PATH, after the merge of AS4_PATH.
  public var asPath: ASPath?
  /// NEXT_HOP, of IPv4 routes.
  public var nextHop: IPAddress?
  /// MULTI_EXIT_DISC.
  public var multiExitDiscriminator: UInt32?
  /// LOCAL_PREF.
  public var localPreference: UInt32?
  /// Whether ATOMIC_AGGREGATE stands.
  public var isAtomicAggregate = false
  /// AGGREGATOR, after the merge of AS4_AGGREGATOR.
  public var aggregator: Aggregator?
  /// COMMUNITIES, in their order.
  public var communities: [Community] = []
  /// ORIGINATOR_ID.
  public var originatorID: IPAddress?
  /// CLUSTER_LIST, in its order.
  public var clusterList: [IPAddress] = []
  /// MP_REACH_NLRI without its prefixes.
  public var reach: MultiprotocolReach?
  /// EXTENDED COMMUNITIES, in their order.
  public var extendedCommunities: [ExtendedCommunity] = []
  /// AS4_PATH as it came from a speaker of two octets.
  public var as4Path: ASPath?
  /// AS4_AGGREGATOR as it came from a speaker of two octets.
  public var as4Aggregator: Aggregator?
  /// LARGE_COMMUNITY, in their order.
  public var largeCommunities: [LargeCommunity] = []
  /// All others, in their order.
  public var others: [RawAttribute] = []

  /// Creates attributes of which none is there.
  public init() {}
}
