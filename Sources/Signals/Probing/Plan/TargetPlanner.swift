public import Timeline

/// Plans what probers should ask in a round, from what is known of the blocks; it never probes itself.
///
///     let planner = TargetPlanner(list, probers: probers, rule: rule, options: options)
///     var waves = planner.waves(of: round, records: records, availability: table)
///     let plan = waves.next(secondsLeft: 600)
///
/// All that it draws depends on seed, round and block alone, so equal input gives equal bytes.
public struct TargetPlanner: Sendable {
  /// The blocks.
  public let list: BlockList
  /// The rule by which replies settle a block.
  public let rule: WalkRule
  /// The bounds.
  public let options: PlanOptions
  /// Who asks which block.
  public let assignment: ProberAssignment

  /// Creates a planner.
  public init(
    _ list: BlockList, probers: [PlannedProber], rule: WalkRule, options: PlanOptions
  ) {
    self.list = list
    self.rule = rule
    self.options = options
    assignment = ProberAssignment(
      probers, seed: options.seed, isReassigning: options.isReassigning)
  }

  /// The waves of the round that holds a time.
  ///
  /// `records` and `availability` are those of the list's blocks at the end of the round before; blocks
  /// without a record count as never probed. `earlier` waves were planned elsewhere, and their results are
  /// to be taken first. O(blocks × probers).
  public func waves(
    of time: UnixTime, records: [BlockRecord] = [], availability: AvailabilityTable? = nil,
    after earlier: Int = 0
  ) -> WavePlan {
    WavePlan(
      self, round: ProbingRound.start(of: time), records: records,
      availability: availability ?? AvailabilityTable(list, profile: rule.profile), wave: earlier)
  }

  /// The addresses of a block in the order in which a round may ask them, at most the budget.
  ///
  /// Empty where the list does not name the addresses or all of them are excluded. O(|E(b)|).
  public func addresses(at index: Int, in round: UnixTime) -> [UInt32] {
    var hosts: [UInt8] = []
    order(of: ProbingRound.start(of: round)).fill(
      &hosts, list.blocks[index], permittedHosts(at: index))
    return hosts.map { list.blocks[index].first | UInt32($0) }
  }

  /// The order of a round.
  func order(of round: UnixTime) -> AddressOrder {
    AddressOrder(seed: options.seed, budget: options.budget, round: round.seconds)
  }

  /// E(b) of a block without what is excluded.
  func permittedHosts(at index: Int) -> HostSet {
    options.exclusions.permitted(list.hosts[index], of: list.blocks[index])
  }
}
