public import Net
public import Timeline

/// What a world says about its telescope beyond its numbers: where it listens, and when the packets
/// that reach it can be written.
public struct TelescopeScheme: Sendable {
  /// The datasource whose values the packets give.
  public var datasource: Datasource
  /// The addresses that nobody uses, and at which all packets arrive.
  public var space: Prefix
  /// The start of the first bin whose packets are written.
  public var from: UnixTime
  /// The end of the last.
  public var until: UnixTime
  /// The sources a minute whose networks are in none of the world's countries.
  public var elsewhere: Int

  /// Creates a scheme; the times are starts of bins, the space is IPv4 and a /24 or shorter.
  public init(
    datasource: Datasource, space: Prefix, from: UnixTime, until: UnixTime, elsewhere: Int
  ) {
    precondition(space.family == .ipv4 && space.length <= 24, "a telescope needs a /24")
    precondition(
      [from, until].allSatisfy { $0 == $0.floored(to: BackgroundRadiation.bin) },
      "a telescope is cut at bins")
    self.datasource = datasource
    self.space = space
    self.from = from
    self.until = until
    self.elsewhere = max(0, elsewhere)
  }
}
