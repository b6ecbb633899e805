import Detection
import Timeline

/// Runs source health over all ticks of a bounded input, in the order in which they can be decided.
struct HealthPass {
  /// Returns the marks of each series: empty where no bin bears one, else one set a bin.
  ///
  /// O(points); allocates marks only for series that get one.
  static func marks(
    for series: [Series], membership: Membership, profile: Profile
  ) -> [[Quality]] {
    var marks = [[Quality]](repeating: [], count: series.count)
    var health = SourceHealth { profile.rule(for: $0) }
    let groups = TickGroup.groups(of: series)
    for group in groups {
      for index in group.members {
        let entity = series[index].entity
        _ = health.add(
          HealthEntity(entity: entity, country: membership.country(of: entity)),
          datasource: group.datasource, step: group.step)
      }
    }
    var next = groups.map(\.start)
    while let position = earliest(next, groups) {
      let group = groups[position]
      let tick = group.tick(at: next[position], of: series)
      let found = health.observe(tick)
      for (column, mark) in found.enumerated() where mark != [] {
        let index = group.members[column]
        if marks[index].isEmpty {
          marks[index] = Array(repeating: [], count: series[index].count)
        }
        if let bin = series[index].index(of: tick.time) { marks[index][bin] = mark }
      }
      next[position] = next[position] + group.step
    }
    return marks
  }

  /// The group whose next tick can be decided first; of equals the first by datasource.
  private static func earliest(_ next: [UnixTime], _ groups: [TickGroup]) -> Int? {
    var best: Int?
    for position in groups.indices where next[position] < groups[position].end {
      let end = next[position] + groups[position].step
      if let other = best, next[other] + groups[other].step <= end { continue }
      best = position
    }
    return best
  }
}
