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

extension [Event] {
  /// The first recovery step that no later event of the same signal lost again by half.
  ///
  /// The events are those of one signal in time order.
  var firstLastingRise: TimeBracket? {
    for (index, event) in enumerated() {
      let floor = self[(index + 1)...].map(\.minimum).min() ?? .infinity
      let lasting = event.steps.first {
        $0.kind == .recovery && floor >= ($0.from + $0.to) / 2
      }
      if let lasting { return lasting.bracket }
    }
    return nil
  }
}
