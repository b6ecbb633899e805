import Timeline

/// What happens to one signal: dated points in ascending order, and who published the figures.
///
/// Before the first point the signal is quiet; after the last it keeps the last point's share.
public struct OutageScript: Sendable, Equatable {
  /// The points.
  public var points: [ScriptPoint]
  /// Who published the figures among the points; empty when all are assumed.
  public var source: String

  /// Creates a script.
  public init(points: [ScriptPoint] = [], source: String = "") {
    self.points = points
    self.source = source
  }

  /// A script in which nothing happens.
  public static let quiet = OutageScript()

  /// Whether the points lie in ascending order, no two in one bin of `step` seconds.
  public func isOrdered(step: Int) -> Bool {
    zip(points, points.dropFirst()).allSatisfy {
      $0.time.floored(to: step) < $1.time.floored(to: step)
    }
  }
}
