/// One bin of one datasource over many entities, in columns.
public struct Tick: Sendable {
  /// Where the values come from.
  public let datasource: Datasource
  /// The start of the bin.
  public let time: UnixTime
  /// The length of the bin in seconds.
  public let step: Int
  /// One value an entity, in the order of the caller's table of entities; NaN where missing.
  public var values: [Double]

  /// Creates a tick.
  public init(datasource: Datasource, time: UnixTime, step: Int, values: [Double]) {
    self.datasource = datasource
    self.time = time
    self.step = step
    self.values = values
  }

  /// The end of the bin, when it can be decided.
  public var end: UnixTime { time + step }
}
