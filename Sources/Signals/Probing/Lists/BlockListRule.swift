/// Which blocks are worth probing; IODA's rule without more.
///
/// Source: IODA's `gen-probelist`: at least 15 addresses that ever answered, and A(E(b)) of at least
/// 0.1.
public struct BlockListRule: Equatable, Sendable {
  /// The least addresses of a block that ever answered.
  public var leastHosts: Int
  /// The least availability.
  public var leastAvailability: Double

  /// Creates a rule.
  public init(leastHosts: Int = 15, leastAvailability: Double = 0.1) {
    self.leastHosts = leastHosts
    self.leastAvailability = leastAvailability
  }

  /// The rule that leaves no block out.
  public static let all = BlockListRule(leastHosts: 1, leastAvailability: 0)

  /// Whether a block is kept. A thousandth of a percent below the least availability is the rounding
  /// of the list's 16 bits.
  @inlinable
  public func accepts(hostCount: Int, availability: Double) -> Bool {
    hostCount >= leastHosts && availability >= leastAvailability - 0.000_01
  }
}
