/// Why bytes cannot be read as what they should be.
///
/// The error holds neither text nor memory of its own, so that damage costs as little as data.
public enum WireError: Error, Equatable, Sendable {
  /// The bytes end before the value does: `needed` bytes at offset `at`, where fewer are left.
  case truncated(at: Int, needed: Int)
  /// The value at offset `at` breaks the rules of its field.
  case malformed(at: Int)
  /// The value at offset `at` is legal and this reader does not know it.
  case unsupported(at: Int, code: Int)
}
