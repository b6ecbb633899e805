public import Timeline

/// A list of blocks as it was read.
public struct BlockListReading: Equatable, Sendable {
  /// The blocks.
  public internal(set) var list: BlockList
  /// The blocks that the rule left out.
  public internal(set) var excluded: Int
  /// What was odd.
  public internal(set) var findings: FindingLog
}
