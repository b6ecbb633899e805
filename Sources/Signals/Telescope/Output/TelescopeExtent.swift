public import Timeline

/// What of a telescope's minutes and entities one series each can hold, in proportion to what was
/// counted.
public struct TelescopeExtent: Sendable {
  /// The minutes, with all that is missing between them.
  public let segment: TelescopeSegment
  /// The seconds of a bin: 60 or a multiple of it.
  public let step: Int
  /// What was left out, and why.
  public let findings: [Finding]
  /// The entities by number.
  let entities: [Int]
}
