public import Timeline

/// Which source stepped first, and by how long.
public struct Lead: Sendable, Equatable {
  /// The source that stepped first; nothing when the steps' intervals overlap.
  public var first: Datasource?
  /// The source whose step it is compared with.
  public var second: Datasource?
  /// The least time between the two steps in seconds; negative when their order is open.
  public var least: Int
  /// The greatest time between the two steps in seconds.
  public var most: Int

  /// Creates a lead.
  public init(first: Datasource?, second: Datasource?, least: Int, most: Int) {
    self.first = first
    self.second = second
    self.least = least
    self.most = most
  }
}
