public import Timeline

/// Dated evidence of others, laid beside the signals and never used to judge them.
public struct Annotation: Sendable, Equatable {
  /// The row of the file, the header being row 1.
  public var row: Int
  /// Where the band begins.
  public var from: UnixTime
  /// Where the band ends; equal to `from` for an instant.
  public var until: UnixTime
  /// Seconds east of UTC of the zone in which the row was written.
  public var offset: Int
  /// Whether the row gave dates without a time of day.
  public var isWholeDays: Bool
  /// The place: an entity such as `region/IR-23`, or words.
  public var place: String
  /// What was said.
  public var label: String
  /// Who said it.
  public var source: String
  /// Where it was said; only `http` and `https` addresses become links.
  public var url: String
  /// What it is: a statement, a measurement, a protest.
  public var kind: String
  /// How many things the row stands for.
  public var count: Int
  /// The entity that `place` names by its code; a report also finds entities by their names.
  public var entity: Entity?

  /// Creates an annotation.
  public init(
    row: Int, from: UnixTime, until: UnixTime, offset: Int, isWholeDays: Bool, place: String,
    label: String, source: String, url: String, kind: String, count: Int
  ) {
    self.row = row
    self.from = from
    self.until = until
    self.offset = offset
    self.isWholeDays = isWholeDays
    self.place = place
    self.label = label
    self.source = source
    self.url = url
    self.kind = kind
    self.count = count
    entity = Entity(place)
  }

  /// The address if it may become a link.
  var link: String? {
    let lower = url.lowercased()
    return lower.hasPrefix("http://") || lower.hasPrefix("https://") ? url : nil
  }

  /// When, in UTC, with whole days in the zone of the row.
  var when: String {
    if isWholeDays {
      let last = until + (offset - 1)
      let first = from + offset
      let days =
        first.date == last.date
        ? TimeText.day(first) : "\(TimeText.shortDay(first)) to \(TimeText.day(last))"
      return "\(days) (\(offset == 0 ? "UTC" : TimeText.zone(offset)))"
    }
    let start = "\(TimeText.day(from)) \(from.clock)"
    if until <= from { return start + " UTC" }
    return from.date == until.date
      ? "\(start) to \(until.clock) UTC"
      : "\(start) to \(TimeText.day(until)) \(until.clock) UTC"
  }
}
