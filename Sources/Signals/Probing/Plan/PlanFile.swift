import JSON
public import Timeline

/// What a plan that was written says of itself.
public enum PlanFile {
  /// The start of the round of a plan's text; nothing where it has no line.
  ///
  /// Throws where its first line is none of a plan. Only that line is read.
  public static func round(of text: some Sequence<UInt8>) throws(Failure) -> UnixTime? {
    let line = Array(text.prefix { $0 != 0x0A })
    guard !line.isEmpty else { return nil }
    var scanner = JSONScanner(line)
    var round: UnixTime?
    do throws(JSONScanner.Failure) {
      try scanner.enter(0x7B)
      var isFirst = true
      while round == nil, let key = try scanner.nextKey(&isFirst) {
        if key == "round" {
          round = try scanner.optionalString().flatMap { Int64($0) }.map { UnixTime($0) }
        } else {
          try scanner.skipValue()
        }
      }
    } catch { throw Failure() }
    guard let round else { throw Failure() }
    return round
  }

  /// A line that is none of a plan.
  public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The error for people.
    public var description: String { "its first line names no round" }
  }
}
