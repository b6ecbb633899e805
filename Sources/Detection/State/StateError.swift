/// Why saved state cannot be taken up again.
public enum StateError: Error, Equatable, Sendable {
  /// The state ends before its last field.
  case truncated
  /// The state was written by another version of the format.
  case version(found: Int, expected: Int)
  /// A field holds what it cannot hold.
  case malformed(StaticString)
  /// The state belongs to other parameters than those of this run.
  case otherParameters(StaticString)

  /// Compares cases and fields.
  public static func == (a: StateError, b: StateError) -> Bool {
    switch (a, b) {
    case (.truncated, .truncated): true
    case (.version(let f, let e), .version(let g, let h)): f == g && e == h
    case (.malformed(let s), .malformed(let t)): s.description == t.description
    case (.otherParameters(let s), .otherParameters(let t)): s.description == t.description
    default: false
    }
  }
}
