public import Timeline

/// What is known of one input of a run.
public struct InputFile: Sendable, Equatable {
  /// The file's name without its folder; `-` for standard input.
  public var name: String
  /// Bytes as stored.
  public var size: Int
  /// SHA-256 of the bytes as stored, in lower-case hexadecimal.
  public var sha256: String
  /// The format that was recognised.
  public var format: String
  /// Data rows or points read.
  public var rows: Int
  /// What was wrong or odd.
  public var findings: [Finding]
  /// Who is to be credited; nothing when the file does not say.
  public var credit: String?

  /// Creates a description.
  public init(
    name: String, size: Int, sha256: String, format: String, rows: Int, findings: [Finding],
    credit: String?
  ) {
    self.name = name
    self.size = size
    self.sha256 = sha256
    self.format = format
    self.rows = rows
    self.findings = findings
    self.credit = credit
  }
}
