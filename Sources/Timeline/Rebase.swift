/// A change of what observes a signal, by which its past is to be scaled.
///
/// When the set of full-feed peers changes, the same routes count differently. The ratio is what the
/// last state counts over the new set, by what it counted over the old one: values from before `time`
/// are multiplied by it before they are compared with those from `time` on.
public struct Rebase: Hashable, Sendable {
  /// The start of the first bin that is observed in the new way.
  public var time: UnixTime
  /// The factor for all that was observed before; finite and positive.
  public var ratio: Double

  /// Creates a change; `ratio` must be finite and positive.
  public init(time: UnixTime, ratio: Double) {
    precondition(ratio.isFinite && ratio > 0, "a ratio is finite and positive")
    self.time = time
    self.ratio = ratio
  }
}
