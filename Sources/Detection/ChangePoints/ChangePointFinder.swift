/// A way to find where the level of a series changes.
///
/// A change point is the index of the first value of a new segment: present, and never the first
/// value of the series. Missing values are NaN; they belong to no segment and cost nothing, so
/// that the change itself lies after the last present value before the index. Infinite values
/// count as missing.
public protocol ChangePointFinder: Sendable {
  /// The name by which configurations and evaluations call the finder.
  static var name: String { get }

  /// The change points in ascending order, each once; none for a series without a change.
  func changePoints(in values: [Double]) -> [Int]
}
