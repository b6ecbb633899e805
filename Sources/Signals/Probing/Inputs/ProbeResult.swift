/// What became of a probe of one address.
public struct ProbeResult: Equatable, Sendable {
  /// When it was sent, or where only that is known, answered: milliseconds since 1970 UTC.
  public var milliseconds: Int64
  /// The address that was probed.
  public var address: UInt32
  /// Whether the address itself answered.
  public var isReply: Bool
  /// Who probed, by the number that the input gave the name.
  public var prober: UInt16
  /// The round-trip time in microseconds, where it is known; 0 otherwise.
  public var roundTrip: UInt32

  /// Creates a result.
  @inlinable
  public init(
    milliseconds: Int64, address: UInt32, isReply: Bool, prober: UInt16 = 0, roundTrip: UInt32 = 0
  ) {
    self.milliseconds = milliseconds
    self.address = address
    self.isReply = isReply
    self.prober = prober
    self.roundTrip = roundTrip
  }

  /// The start of its round, in seconds since 1970.
  @inlinable
  public var round: Int64 {
    let (rounds, rest) = milliseconds.quotientAndRemainder(
      dividingBy: Int64(ProbingRound.seconds) * 1_000)
    return (rest < 0 ? rounds - 1 : rounds) * Int64(ProbingRound.seconds)
  }
}
