public import Timeline

/// What one input holds.
public struct SignalFile: Sendable {
  /// The name of the input as given.
  public var name: String
  /// The form that was recognised.
  public var format: SignalFormat
  /// The bytes as stored, compressed or not.
  public var size: Int
  /// The points read: rows of a table, lines of a stream, bins of an envelope.
  public var rows: Int
  /// The signals with their findings, credits and notices.
  public var signals: SignalSet

  /// Creates a description of an input.
  public init(name: String, format: SignalFormat, size: Int, rows: Int, signals: SignalSet) {
    self.name = name
    self.format = format
    self.size = size
    self.rows = rows
    self.signals = signals
  }
}
