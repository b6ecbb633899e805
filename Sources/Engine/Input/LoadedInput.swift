public import Timeline

/// The inputs of a run, read and merged.
public struct LoadedInput: Sendable {
  /// All signals with their membership, findings, credits and notices.
  public var signals: SignalSet
  /// The inputs in the order in which they were read.
  public var files: [InputFile]
}
