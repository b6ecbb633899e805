/// An instant as whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX).
public struct UnixTime: Hashable, Comparable, Sendable {
  /// Seconds since the epoch; negative before 1970.
  public var seconds: Int64

  /// Creates an instant from seconds since the epoch.
  @inlinable
  public init(_ seconds: Int64) {
    self.seconds = seconds
  }

  /// Orders instants by time.
  @inlinable
  public static func < (a: UnixTime, b: UnixTime) -> Bool { a.seconds < b.seconds }

  /// Returns the instant that lies `seconds` after `time`; saturates instead of overflowing.
  @inlinable
  public static func + (time: UnixTime, seconds: Int) -> UnixTime {
    let (sum, overflow) = time.seconds.addingReportingOverflow(Int64(seconds))
    return UnixTime(overflow ? (seconds < 0 ? .min : .max) : sum)
  }

  /// Returns the instant that lies `seconds` before `time`; saturates instead of overflowing.
  @inlinable
  public static func - (time: UnixTime, seconds: Int) -> UnixTime {
    let (difference, overflow) = time.seconds.subtractingReportingOverflow(Int64(seconds))
    return UnixTime(overflow ? (seconds < 0 ? .max : .min) : difference)
  }

  /// Returns the seconds from `b` to `a`; saturates instead of overflowing.
  @inlinable
  public static func - (a: UnixTime, b: UnixTime) -> Int {
    let (difference, overflow) = a.seconds.subtractingReportingOverflow(b.seconds)
    if overflow { return a.seconds < b.seconds ? .min : .max }
    return Int(difference)
  }

  /// Returns the start of the bin of `step` seconds that holds this instant.
  ///
  /// Bins are aligned to the epoch. `step` must be positive.
  @inlinable
  public func floored(to step: Int) -> UnixTime {
    let step = Int64(step)
    let remainder = seconds % step
    return UnixTime(seconds - (remainder < 0 ? remainder + step : remainder))
  }
}
