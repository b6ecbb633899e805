/// What a report is made with beside the analysis.
public struct ReportOptions: Sendable {
  /// Vigil's version.
  public var version: String
  /// Seconds east of UTC of the second time axis; nothing for none.
  public var localOffset: Int?
  /// The most operators of a table or timeline.
  public var rowLimit: Int
  /// The most entities that get charts.
  public var subjectLimit: Int

  /// Creates options.
  public init(
    version: String, localOffset: Int? = nil, rowLimit: Int = 20, subjectLimit: Int = 3
  ) {
    self.version = version
    self.localOffset = localOffset
    self.rowLimit = max(1, rowLimit)
    self.subjectLimit = max(1, subjectLimit)
  }
}
