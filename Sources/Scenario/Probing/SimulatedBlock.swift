/// A /24 block whose addresses answer by a known rule, and whose outages are known.
public struct SimulatedBlock: Equatable, Sendable {
  /// Which addresses answer while the block is up.
  public enum Responders: Equatable, Sendable {
    /// Each probe of each address is answered with the block's availability, independently.
    case independent
    /// The same addresses answer always, the others never: the availability is their share.
    case fixed
  }

  /// The first 24 bits of its addresses.
  public var number: UInt32
  /// The addresses that are probed, by their last octet, in the order in which they are.
  public var hosts: [UInt8]
  /// The share of probes that are answered while the block is up, before loss.
  public var availability: Double
  /// Which addresses answer.
  public var responders: Responders
  /// The seconds since 1970 in which none answers, ascending, not overlapping.
  public var outages: [Range<Int64>]
  /// The hours of the day (UTC) in which availability is multiplied by `nightFactor`.
  public var nightHours: Range<Int>
  /// What availability is multiplied by in `nightHours`.
  public var nightFactor: Double
  /// The slow change of availability.
  public var drift = Drift()

  /// A change of availability by the same amount every day.
  public struct Drift: Equatable, Sendable {
    /// When it begins, seconds since 1970.
    public var start: Int64
    /// What a day adds to the availability.
    public var perDay: Double

    /// Creates a drift; none by default.
    public init(start: Int64 = 0, perDay: Double = 0) {
      self.start = start
      self.perDay = perDay
    }
  }

  /// Creates a block that is up all day and night.
  public init(
    number: UInt32, hosts: [UInt8], availability: Double, responders: Responders = .independent,
    outages: [Range<Int64>] = [], nightHours: Range<Int> = 0..<0, nightFactor: Double = 1
  ) {
    self.number = number
    self.hosts = hosts
    self.availability = availability
    self.responders = responders
    self.outages = outages
    self.nightHours = nightHours
    self.nightFactor = nightFactor
  }

  /// Whether the block is up at a time, seconds since 1970. O(log outages).
  public func isUp(at time: Int64) -> Bool {
    var (low, high) = (0, outages.count)
    while low < high {
      let middle = (low + high) / 2
      if outages[middle].upperBound <= time { low = middle + 1 } else { high = middle }
    }
    return low == outages.count || !outages[low].contains(time)
  }

  /// The availability at a time, of a block that is up: 0 to 1.
  public func availability(at time: Int64) -> Double {
    var level = availability
    if drift.perDay != 0 {
      level += Double(max(0, time - drift.start)) / 86_400 * drift.perDay
    }
    if !nightHours.isEmpty {
      let second = time % 86_400
      let hour = Int((second < 0 ? second + 86_400 : second) / 3_600)
      if nightHours.contains(hour) { level *= nightFactor }
    }
    return min(max(0, level), 1)
  }
}
