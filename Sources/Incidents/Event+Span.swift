import Timeline

extension Event {
  /// Whether two events share a moment; an open event reaches to the end of time.
  public func overlaps(_ other: Event) -> Bool {
    let end = recovery?.by ?? UnixTime(.max)
    let otherEnd = other.recovery?.by ?? UnixTime(.max)
    return onset.by < otherEnd && other.onset.by < end
  }

  /// The order of every output: onset, entity, datasource.
  public static func isOrderedBefore(_ a: Event, _ b: Event) -> Bool {
    if a.onset.by != b.onset.by { return a.onset.by < b.onset.by }
    if a.entity != b.entity { return a.entity < b.entity }
    return a.datasource < b.datasource
  }
}
