import Timeline

/// The series of one datasource whose bins form ticks, and the span that they cover.
struct TickGroup {
  let datasource: Datasource
  let step: Int
  let start: UnixTime
  let end: UnixTime
  /// Positions in the table of series.
  let members: [Int]

  /// Groups the chosen series, which share a shape within a datasource; in order of datasource.
  static func groups(of series: [Series], where isChosen: (Int) -> Bool) -> [TickGroup] {
    let chosen = series.indices.filter { series[$0].count > 0 && isChosen($0) }
    return Dictionary(grouping: chosen) { series[$0].datasource }.compactMap { source, members in
      guard let first = members.first, let start = members.map({ series[$0].start }).min(),
        let end = members.map({ series[$0].end }).max()
      else { return nil }
      return TickGroup(
        datasource: source, step: series[first].step, start: start, end: end, members: members)
    }.sorted { $0.datasource < $1.datasource }
  }

  /// The shape that most series of each datasource have; of equals the finer step.
  ///
  /// Series of another shape get no marks: they cannot be compared bin by bin.
  static func shapes(of series: [Series]) -> [Datasource: TickShape] {
    var counts: [Datasource: [TickShape: Int]] = [:]
    for one in series where one.count > 0 {
      counts[one.datasource, default: [:]][TickShape(one), default: 0] += 1
    }
    return counts.compactMapValues { shapes in
      shapes.max { a, b in
        (a.value, -a.key.step, -a.key.phase) < (b.value, -b.key.step, -b.key.phase)
      }?.key
    }
  }
}
