/// Why saved state of probing cannot be taken up again.
public enum ProbingStateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It is not one of probing, of another version, damaged, or ends early.
  case invalid(String)
  /// It belongs to another list of blocks or to other options.
  case otherRun(String)

  /// What is wrong, as a sentence's end.
  public var description: String {
    switch self {
    case .invalid(let what): "the saved state of probing cannot be read: \(what)"
    case .otherRun(let what): "the saved state of probing was made with another \(what)"
    }
  }
}
