public import Timeline

/// A stretch of a telescope's minutes, with the bins of those that are missing between them.
public struct TelescopeSegment: Sendable, Hashable {
  /// The start of the first minute.
  public let start: UnixTime
  /// The end of the last.
  public let end: UnixTime
  /// The recorder's minutes that it holds, by index.
  public let minutes: Range<Int>

  /// The number of minutes from its start to its end, with those that are missing.
  public var count: Int { (end - start) / Int(TelescopeBin.seconds) }

  /// The bin of a minute that it holds.
  func bin(of minute: UnixTime) -> Int { (minute - start) / Int(TelescopeBin.seconds) }
}
