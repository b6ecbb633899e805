public import Timeline

/// One bin of a replay.
public struct VisibilityBin: Sendable {
  /// The start of the bin.
  public let start: UnixTime
  /// Its length in seconds.
  public let step: Int
  /// IPv4.
  public let ipv4: FamilyBin
  /// IPv6.
  public let ipv6: FamilyBin
}
