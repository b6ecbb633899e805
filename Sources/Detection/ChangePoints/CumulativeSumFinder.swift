/// The change points that a cumulative sum notices when it reads a series once, from its start.
///
/// Each is the estimate that belongs to an alarm; see `CumulativeSum`. O(n).
public struct CumulativeSumFinder: ChangePointFinder {
  /// The finder's name.
  public static let name = "cusum"

  /// The settings of the cumulative sum.
  public var settings: CumulativeSum.Settings

  /// Creates a finder.
  public init(settings: CumulativeSum.Settings = .init()) { self.settings = settings }

  /// The estimated changes of all alarms.
  public func changePoints(in values: [Double]) -> [Int] {
    var sum = CumulativeSum(settings: settings)
    return values.compactMap { sum.observe($0)?.start }
  }
}
