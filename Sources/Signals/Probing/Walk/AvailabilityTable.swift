/// What A(E(b)) is taken for, block by block of a list, as it is learnt from the replies.
///
/// Profile `trinocular` keeps what the list says. A table of a part of a list is one of its records.
public struct AvailabilityTable: Equatable, Sendable {
  /// The profile.
  public let profile: ProbingProfile
  /// A record a block, in the order of the list.
  public var records: [AvailabilityRecord]

  /// Creates a table of records.
  public init(records: [AvailabilityRecord], profile: ProbingProfile) {
    self.records = records
    self.profile = profile
  }

  /// Begins with what a list says.
  public init(_ list: BlockList, profile: ProbingProfile) {
    self.profile = profile
    records = list.blocks.indices.map {
      AvailabilityRecord(mean: list.availability(at: $0), hourly: list[$0].hourly)
    }
  }

  /// What a walk takes for the availability of a block in an hour of the day (UTC), 0.1 to 0.99.
  public func walkAvailability(at index: Int, hour: Int) -> Double {
    let record = records[index]
    let believed =
      profile == .vigil ? record.believed(hour: hour) : Double(record.mean) / 65_535
    return min(max(WalkRule.leastAvailability, believed), WalkRule.greatestAvailability)
  }

  /// The share of first probes of a block that are answered in an hour of the day while it is up.
  public func expectedAvailability(at index: Int, hour: Int) -> Double {
    let record = records[index]
    return profile == .vigil ? record.expected(hour: hour) : Double(record.mean) / 65_535
  }

  /// Learns from the first probe in a round of a block that was judged up before it.
  public mutating func learn(at index: Int, hour: Int, isReply: Bool) {
    guard profile == .vigil else { return }
    records[index].learn(hour: hour, isReply: isReply)
  }
}
