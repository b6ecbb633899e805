/// What the kernel says about a capture so far.
public struct LiveCaptureCounts: Equatable, Sendable {
  /// The packets that passed the filter and were handed over.
  public var received = 0
  /// The packets that were lost because this program was not fast enough, or the interface was not.
  public var dropped = 0

  /// Creates counts of nothing.
  public init() {}
}
