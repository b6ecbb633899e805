import Detection
import Timeline

/// Runs source health over all ticks of a block of bins, in the order in which they can be decided.
struct HealthPass {
  private let series: [Series]
  private let columns: [Int?]

  /// Takes series and the column of each in its source's ticks; nothing for one that is not
  /// comparable bin by bin. The series of one datasource that have columns share a step and a phase.
  init(_ series: [Series], columns: [Int?]) {
    self.series = series
    self.columns = columns
  }

  /// Returns the marks of each series: empty where no bin bears one, else one set a bin.
  ///
  /// O(points); allocates marks only for series that get one.
  func marks(_ health: inout SourceHealth) -> [[Quality]] {
    var marks = [[Quality]](repeating: [], count: series.count)
    let groups = TickGroup.groups(of: series, where: { columns[$0] != nil })
    var next = groups.map(\.start)
    while let position = HealthPass.earliest(next, groups) {
      let group = groups[position]
      let time = next[position]
      next[position] = time + group.step
      var values = [Double](
        repeating: .nan, count: health.columns(of: group.datasource).count)
      var isCovered = false
      for index in group.members {
        if let bin = series[index].index(of: time), let column = columns[index] {
          values[column] = series[index].values[bin]
          isCovered = true
        }
      }
      guard isCovered else {
        // Nothing reaches into this stretch: go on where the next series starts.
        next[position] =
          group.members.map { series[$0].start }.filter { $0 > time }.min() ?? group.end
        continue
      }
      let found = health.observe(
        Tick(datasource: group.datasource, time: time, step: group.step, values: values))
      guard !found.isEmpty else { continue }
      for index in group.members {
        guard let bin = series[index].index(of: time), let column = columns[index],
          found[column] != []
        else { continue }
        if marks[index].isEmpty {
          marks[index] = Array(repeating: [], count: series[index].count)
        }
        marks[index][bin] = found[column]
      }
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
