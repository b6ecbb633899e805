import Timeline

/// The series of one datasource that share a step and a phase, so that their bins form ticks.
struct TickGroup {
  let datasource: Datasource
  let step: Int
  let start: UnixTime
  let end: UnixTime
  /// Positions in the run's table of series.
  let members: [Int]

  /// Groups series by datasource; of several steps or phases in one the largest group stands.
  ///
  /// Series outside the group get no marks: they cannot be compared bin by bin.
  static func groups(of series: [Series]) -> [TickGroup] {
    struct Key: Hashable {
      let datasource: Datasource
      let step: Int
      let phase: Int64
    }
    let byShape = Dictionary(grouping: series.indices.filter { series[$0].count > 0 }) { index in
      let one = series[index]
      let phase = one.start.seconds - one.start.floored(to: one.step).seconds
      return Key(datasource: one.datasource, step: one.step, phase: phase)
    }
    var largest: [Datasource: (key: Key, members: [Int])] = [:]
    for (key, members) in byShape {
      if let other = largest[key.datasource] {
        let isLarger =
          (members.count, -key.step, -key.phase)
          > (other.members.count, -other.key.step, -other.key.phase)
        guard isLarger else { continue }
      }
      largest[key.datasource] = (key, members)
    }
    return largest.values.map { group in
      TickGroup(
        datasource: group.key.datasource, step: group.key.step,
        start: group.members.map { series[$0].start }.min() ?? UnixTime(0),
        end: group.members.map { series[$0].end }.max() ?? UnixTime(0), members: group.members)
    }.sorted { $0.datasource < $1.datasource }
  }

  /// The tick that starts at `time`.
  func tick(at time: UnixTime, of series: [Series]) -> Tick {
    let values = members.map { index in
      series[index].index(of: time).map { series[index].values[$0] } ?? .nan
    }
    return Tick(datasource: datasource, time: time, step: step, values: values)
  }
}
