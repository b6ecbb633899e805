/// A round of a block that is watched, with every probe of it.
public struct WatchedRound: Equatable, Sendable {
  /// The block.
  public var block: Slash24
  /// What it was before the round.
  public var before: BlockState
  /// What it is after it.
  public var after: BlockState
  /// The belief after it.
  public var belief: Double
  /// What the walk took for its availability.
  public var availability: Double
  /// The probes in order of time.
  public var probes: [Probe]

  /// A probe of the block.
  public struct Probe: Equatable, Sendable {
    /// When its first packet was sent, in milliseconds since 1970.
    public var milliseconds: Int64
    /// The address by its last octet.
    public var host: UInt8
    /// Who probed.
    public var prober: UInt16
    /// Whether the address answered.
    public var isReply: Bool
    /// Whether its prober was healthy, and the probe taken.
    public var isValid: Bool
  }
}
