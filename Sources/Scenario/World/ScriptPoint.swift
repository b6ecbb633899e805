public import Timeline

/// One dated point of an outage script: the level of a signal from a bin on.
public struct ScriptPoint: Sendable, Equatable {
  /// How high the signal stands.
  public enum Amount: Sendable, Equatable {
    /// A figure that was published; the bin shows exactly this value.
    case published(Double)
    /// An invented level, as a share of what the signal would read on a quiet day; 1 is quiet.
    case assumed(Double)
  }

  /// How the signal gets from the point before to this one.
  public enum Path: Sendable, Equatable {
    /// It holds the level of the point before, and moves in this bin.
    case jump
    /// It moves evenly from the point before; without one it jumps.
    case slide
  }

  /// The start of the bin.
  public var time: UnixTime
  /// The level.
  public var amount: Amount
  /// The way to it.
  public var path: Path

  /// Creates a point.
  public init(time: UnixTime, amount: Amount, path: Path) {
    self.time = time
    self.amount = amount
    self.path = path
  }

  /// The published figure; nothing for an assumed point.
  public var publishedValue: Double? {
    if case .published(let value) = amount { value } else { nil }
  }
}
