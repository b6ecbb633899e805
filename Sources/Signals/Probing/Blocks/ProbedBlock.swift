/// A /24 block that is probed: E(b) and A(E(b)) in Trinocular's terms.
public struct ProbedBlock: Equatable, Sendable {
  /// The block.
  public var block: Slash24
  /// E(b): the addresses that ever answered, and the only ones that are probed; empty where a list
  /// gives their number alone.
  public var hosts: HostSet
  /// |E(b)|: the number of addresses that ever answered, 1 to 256.
  public var hostCount: Int
  /// A(E(b)): the share of probes to them that are answered while the block is up, 0 to 1.
  public var availability: Double
  /// The same by hour of day (UTC), 24 values, where it is known; else empty.
  public var hourly: [Double]

  /// Creates a block; `hostCount` is that of `hosts` unless these are empty.
  public init(
    block: Slash24, hosts: HostSet, hostCount: Int? = nil, availability: Double,
    hourly: [Double] = []
  ) {
    self.block = block
    self.hosts = hosts
    let known = hosts.count
    self.hostCount = known > 0 ? known : min(max(1, hostCount ?? 1), 256)
    self.availability = availability
    self.hourly = hourly.count == 24 ? hourly : []
  }
}
