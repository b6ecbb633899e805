/// What bounds a plan, and what makes two plans differ.
public struct PlanOptions: Equatable, Sendable {
  /// Whatever an option says, a block gets no more probes in a round.
  public static let greatestBudget = 16
  /// No prober sends more packets a second.
  public static let greatestRate = 1_000_000_000

  /// The seed of all that is drawn.
  public var seed: UInt64
  /// The most probes of a block in a round, 1 to 16.
  public var budget: Int { didSet { budget = PlanOptions.ofBlock(budget) } }
  /// The addresses of a block in a wave after the first, which has one of each block; nothing plans the
  /// whole round at once, for a prober that applies the stop rule itself. 1 to 16.
  public var waveSize: Int? { didSet { waveSize = waveSize.map(PlanOptions.ofBlock) } }
  /// The most packets a second of a prober, 1 to `greatestRate`.
  public var maxRate: Int { didSet { maxRate = PlanOptions.rate(maxRate) } }
  /// The seconds after the last packet of a wave in which replies are waited for, at most a round's.
  public var cooldown: Int { didSet { cooldown = PlanOptions.wait(cooldown) } }
  /// Addresses that must not be probed, besides those of special purpose.
  public var exclusions = AddressExclusions()
  /// Whether the blocks of lost probers go to others.
  public var isReassigning = false

  /// Creates options; numbers are brought into their range.
  public init(
    seed: UInt64 = 0, budget: Int = ProbingRound.budget, waveSize: Int? = nil,
    maxRate: Int = 1_000, cooldown: Int = 8
  ) {
    self.seed = seed
    self.budget = PlanOptions.ofBlock(budget)
    self.waveSize = waveSize.map(PlanOptions.ofBlock)
    self.maxRate = PlanOptions.rate(maxRate)
    self.cooldown = PlanOptions.wait(cooldown)
  }

  // Sums and products of what these bound cannot overflow.
  private static func ofBlock(_ count: Int) -> Int { min(max(1, count), greatestBudget) }
  private static func rate(_ rate: Int) -> Int { min(max(1, rate), greatestRate) }
  private static func wait(_ time: Int) -> Int { min(max(0, time), ProbingRound.seconds) }
}
