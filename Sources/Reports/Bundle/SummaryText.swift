import Detection
import Engine
import Incidents
import Timeline

/// The first paragraph of a report: what the signals say, in plain words.
struct SummaryText {
  let analysis: Analysis

  /// The sentences on an entity; one string a sentence.
  func sentences(on subject: ReportSubject) -> [String] {
    if analysis.coverage.judged == 0 {
      return ["Nothing could be judged, so this run cannot say whether there was an outage."]
    }
    guard !subject.incidents.isEmpty else {
      return [
        "No event of \(subject.name) (\(subject.entity)) in the bins that could be judged; "
          + "see the coverage below for those that could not."
      ]
    }
    return subject.incidents.flatMap { sentences(on: $0, of: subject) }
  }

  private func sentences(on incident: Incident, of subject: ReportSubject) -> [String] {
    var sentences: [String] = []
    let name = "\(subject.name) (\(incident.entity))"
    if let began = incident.began {
      let when = TimeText.between(began, step: incident.step(of: began, Event.beganBracket))
      let deepest = incident.ownEvents.map(\.depth).max() ?? 0
      let extent =
        switch deepest {
        case 0.9...: "almost wholly unreachable from outside by at least one measure"
        case 0.5..<0.9: "largely unreachable from outside by at least one measure"
        default: "partly unreachable from outside"
        }
      sentences.append("\(name) became \(extent); the first signal began to fall \(when) UTC.")
    }
    for event in incident.ownEvents.sorted(by: { $0.onset.by < $1.onset.by })
    where event.isMain(of: incident) {
      sentences.append(self.sentence(on: event, of: incident))
    }
    if incident.basis == .fromMembers {
      sentences.append("The country's own signals were silent; its members show the outage.")
    }
    if let first = incident.firstRecovery {
      let when = TimeText.between(first, step: incident.step(of: first, \.firstRecovery))
      sentences.append("The first rise that was not lost again came \(when) UTC.")
    }
    if let recovery = incident.recovery {
      let when = TimeText.between(recovery, step: incident.step(of: recovery, \.recovery))
      sentences.append(
        "All signals were back \(when) UTC, \(TimeText.length(incident.duration)) "
          + "after the first crossed its threshold.")
    } else if let until = incident.observedUntil {
      sentences.append(
        "The incident was still open when the data ended, \(TimeText.day(until)) \(until.clock) "
          + "UTC, at least \(TimeText.length(incident.duration)) after its onset.")
    }
    if let anatomy = subject.anatomies.first(where: { $0.incident.id == incident.id }) {
      sentences += self.order(anatomy)
    }
    return sentences
  }

  private func sentence(on event: Event, of incident: Incident) -> String {
    let lost =
      switch event.datasource.family {
      case .bgp: "routes withdrawn"
      case .probing: "replies lost"
      case .telescope: "sources no longer heard"
      case .generic: "lost"
      }
    let prefix =
      event.entity == incident.entity ? "" : "\(analysis.membership.name(of: event.entity)), "
    let ratio = analysis.thresholds[event.datasource]?.warning
    var text =
      "\(prefix)\(event.datasource.title) (\(event.datasource)) "
      + "\(TimeText.beginning(of: event, warning: ratio)); at its lowest, "
      + "\(TimeText.day(event.minimumTime)) \(event.minimumTime.clock), "
      + "\(Count.value(event.minimum)) of \(Count.value(event.baseline)) \(event.datasource.unit) "
      + "were left (\(Count.percent(event.depth)) \(lost))"
    if let recovery = event.recovery {
      text += "; back \(TimeText.between(recovery, step: event.step))"
    }
    let remarks = event.remarks
    return text + (remarks.isEmpty ? "." : ". Note: \(remarks.joined(separator: "; ")).")
  }

  private func order(_ anatomy: Anatomy) -> [String] {
    let ranked = anatomy.rows.filter { $0.rank != nil }
    guard let first = ranked.first, let onset = first.onset, let last = ranked.last,
      let end = last.onset
    else { return [] }
    if ranked.count == 1 {
      return [
        "One operator shows a step of the cut: \(first.label), "
          + "\(TimeText.between(onset, step: first.onsetStep)) UTC."
      ]
    }
    let together = ranked.filter { $0.rank == first.rank }.map(\.label).joined(separator: ", ")
    let later = ranked.filter { $0.rank == last.rank && $0.rank != first.rank }
    var text =
      "\(Count.text(ranked.count, "operator")) show a step of the cut, first \(together) "
      + "(\(TimeText.between(onset, step: first.onsetStep)) UTC)"
    if !later.isEmpty {
      text +=
        ", last \(later.map(\.label).joined(separator: ", ")) "
        + "(\(TimeText.between(end, step: last.onsetStep)) UTC)"
    }
    return [text + "."]
  }
}

extension Event {
  /// Whether the event is the worst of its signal within an incident.
  func isMain(of incident: Incident) -> Bool {
    let own = incident.ownEvents.filter { $0.entity == entity && $0.datasource == datasource }
    let worst = own.max { a, b in
      a.severity == b.severity ? a.onset.by > b.onset.by : a.severity < b.severity
    }
    return worst?.id == id
  }
}
