/// What a detector says of itself.
public struct DetectorDescriptor: Sendable, Equatable {
  /// The name that profiles use, in lower case with hyphens; also the name of its page in
  /// `Docs/Detectors/`.
  public let name: String
  /// What it does, in a sentence.
  public let summary: String
  /// The paper or public code that it follows.
  public let reference: String

  /// Creates a description.
  public init(name: String, summary: String, reference: String) {
    self.name = name
    self.summary = summary
    self.reference = reference
  }
}
