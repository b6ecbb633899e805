/// What A(E(b)) is taken for, block by block of a list, as it is learnt from the replies.
///
/// Profile `trinocular` keeps what the list says.
public struct AvailabilityTable: Equatable, Sendable {
  /// The profile.
  public let profile: ProbingProfile
  private var means: [UInt16]

  /// Begins with what a list says.
  public init(_ list: BlockList, profile: ProbingProfile) {
    self.profile = profile
    means = list.blocks.indices.map { UInt16((list.availability(at: $0) * 65_535).rounded()) }
  }

  /// What a walk takes for the availability of a block in an hour of the day (UTC), 0.1 to 0.99.
  @inlinable
  public func walkAvailability(at index: Int, hour: Int) -> Double {
    min(
      max(expectedAvailability(at: index, hour: hour), WalkRule.leastAvailability),
      WalkRule.greatestAvailability)
  }

  /// The share of first probes of a block that are answered in an hour of the day while it is up.
  public func expectedAvailability(at index: Int, hour: Int) -> Double {
    Double(means[index]) / 65_535
  }

  /// Learns from the first probe in a round of a block that was judged up before it.
  public mutating func learn(at index: Int, hour: Int, isReply: Bool) {}
}
