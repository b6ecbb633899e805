import Incidents
import Timeline

/// What an event-wise comparison with labelled outages counts.
///
/// An event hits an outage when it overlaps it, half an hour of grace on either side, and starts at
/// most six hours before it; an event that hits nothing is false. Weeks are those of present bins
/// outside the outages and their grace. Bins: an event's bins against the outage's.
struct LabelledScore {
  static let grace = 1_800
  static let lead = 21_600

  var series = 0
  var labelled = 0
  var found = 0
  var falseEvents = 0
  var seconds = 0
  var truePositives = 0
  var falsePositives = 0
  var falseNegatives = 0

  mutating func add(_ events: [Event], _ windows: [LabelledCorpus.Window], of series: Series) {
    self.series += 1
    labelled += windows.count
    func hits(_ event: Event, _ window: LabelledCorpus.Window) -> Bool {
      event.onset.by >= window.from - LabelledScore.lead
        && event.onset.by < window.until + LabelledScore.grace
        && event.recovery?.by ?? series.end > window.from - LabelledScore.grace
    }
    found += windows.count { window in events.contains { hits($0, window) } }
    falseEvents += events.count { event in !windows.contains { hits(event, $0) } }
    for index in series.values.indices where series.value(at: index) != nil {
      let time = series.time(at: index)
      let isOutage = windows.contains { $0.from <= time && time < $0.until }
      let isNear = windows.contains {
        $0.from - LabelledScore.grace <= time && time < $0.until + LabelledScore.grace
      }
      let isFlagged = events.contains {
        $0.onset.by <= time && time < $0.recovery?.by ?? series.end
      }
      if !isNear { seconds += series.step }
      if isOutage && isFlagged { truePositives += 1 }
      if isOutage && !isFlagged { falseNegatives += 1 }
      if !isOutage && isFlagged { falsePositives += 1 }
    }
  }

  static func + (a: LabelledScore, b: LabelledScore) -> LabelledScore {
    var sum = a
    sum.series += b.series
    sum.labelled += b.labelled
    sum.found += b.found
    sum.falseEvents += b.falseEvents
    sum.seconds += b.seconds
    return sum
  }

  var weeks: Double { Double(seconds) / 604_800 }
  var rate: Double { weeks > 0 ? Double(falseEvents) / weeks : .nan }
  var f1: Double {
    let all = 2 * truePositives + falsePositives + falseNegatives
    return all > 0 ? Double(2 * truePositives) / Double(all) : .nan
  }
}
