/// What is wrong with a configuration: where, which key, and what was expected.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, or the option.
  public var source: String
  /// The line, 1 first, where known.
  public var line: Int?
  /// The key with its tables, or nothing for a syntax error.
  public var key: String?
  /// What was expected.
  public var expected: String

  /// Creates an error.
  public init(source: String, line: Int? = nil, key: String?, expected: String) {
    self.source = source
    self.line = line
    self.key = key
    self.expected = expected
  }

  /// The message for people.
  public var description: String {
    let place = line.map { "\(source):\($0)" } ?? source
    return key.map { "\(place): \($0): expected \(expected)" } ?? "\(place): \(expected)"
  }
}
