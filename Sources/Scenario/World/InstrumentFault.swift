public import Timeline

/// Something that befalls an instrument, not the network: it moves every entity of one datasource.
public struct InstrumentFault: Sendable, Equatable {
  /// What the fault does to the values.
  public enum Effect: Sendable, Equatable {
    /// The bins have no value.
    case missing
    /// The bins read zero.
    case zero
    /// The bins read a part of the value; each entity draws its own part from the range.
    case scaled(ClosedRange<Double>)
  }

  /// The datasource.
  public var datasource: Datasource
  /// The start of the first bin.
  public var from: UnixTime
  /// The end of the last bin.
  public var until: UnixTime
  /// The effect.
  public var effect: Effect
  /// What happened, for the sample's description.
  public var reason: String
  /// Whether the fault was published; else it is assumed.
  public var isPublished: Bool

  /// Creates a fault.
  public init(
    datasource: Datasource, from: UnixTime, until: UnixTime, effect: Effect, reason: String,
    isPublished: Bool
  ) {
    self.datasource = datasource
    self.from = from
    self.until = until
    self.effect = effect
    self.reason = reason
    self.isPublished = isPublished
  }
}
