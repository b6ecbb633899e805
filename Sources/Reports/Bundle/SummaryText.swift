import Detection
import Engine
import Incidents
import Timeline

/// The first paragraph of a report: what the signals say, in plain words.
struct SummaryText {
  let analysis: Analysis

  /// What is said of one incident: a paragraph, and a sentence a signal.
  struct Passage {
    let paragraph: String
    let signals: [String]
  }

  /// The passages on an entity, one an incident.
  func passages(on subject: ReportSubject) -> [Passage] {
    if analysis.coverage.judged == 0 {
      return [
        Passage(
          paragraph: "Nothing could be judged, so this run cannot say whether there was an outage.",
          signals: [])
      ]
    }
    guard !subject.incidents.isEmpty else {
      let paragraph =
        "No event of \(subject.name) (\(subject.entity)) in the bins that could be judged; "
        + "see the coverage below for those that could not."
      return [Passage(paragraph: paragraph, signals: [])]
    }
    var passages = subject.incidents.map { passage(on: $0, of: subject) }
    if subject.moreIncidents > 0 {
      let more = Count.text(subject.moreIncidents, "more incident")
      passages.append(
        Passage(
          paragraph: "\(more) of \(subject.name) stand\(subject.moreIncidents == 1 ? "s" : "") in "
            + "the table of incidents.", signals: []))
    }
    return passages
  }

  private func passage(on incident: Incident, of subject: ReportSubject) -> Passage {
    var sentences: [String] = []
    let name = "\(subject.name) (\(incident.entity))"
    if let began = incident.began {
      let when = TimeText.between(
        began, step: incident.step(of: began, Event.beganBracket), zoned: true)
      let deepest = incident.ownEvents.map(\.depth).max() ?? 0
      let extent =
        switch deepest {
        case 0.9...: "almost wholly unreachable from outside by at least one measure"
        case 0.5..<0.9: "largely unreachable from outside by at least one measure"
        default: "partly unreachable from outside"
        }
      sentences.append("\(name) became \(extent); the first signal began to fall \(when).")
    }
    if incident.basis == .fromMembers {
      sentences.append("The country's own signals were silent; its members show the outage.")
    }
    if let first = incident.firstRecovery {
      let when = TimeText.between(
        first, step: incident.step(of: first, \.firstRecovery), zoned: true)
      sentences.append("The first rise that was not lost again came \(when).")
    }
    if let recovery = incident.recovery {
      let when = TimeText.between(
        recovery, step: incident.step(of: recovery, \.recovery), zoned: true)
      sentences.append(
        "All its own signals were back \(when), \(TimeText.length(incident.duration)) "
          + "after the first crossed its threshold.")
    } else if let until = incident.observedUntil {
      sentences.append(
        "The incident was still open when the data ended, \(TimeText.day(until)) \(until.clock) "
          + "UTC, at least \(TimeText.length(incident.duration)) after its onset.")
    }
    if let anatomy = subject.anatomies.first(where: { $0.incident.id == incident.id }) {
      sentences += order(anatomy)
    }
    let main = incident.ownEvents.filter { $0.isFirst(of: incident) }
    return Passage(
      paragraph: sentences.joined(separator: " "),
      signals: main.sorted { ($0.onset.by, $0.id) < ($1.onset.by, $1.id) }.map {
        sentence(on: $0, of: incident)
      })
  }

  private func sentence(on event: Event, of incident: Incident) -> String {
    let lost =
      switch event.datasource.family {
      case .bgp: "of routes withdrawn"
      case .probing: "of replies lost"
      case .telescope: "of sources no longer heard"
      case .generic: "lost"
      }
    let prefix =
      event.entity == incident.entity ? "" : "\(analysis.membership.name(of: event.entity)), "
    let ratio = analysis.thresholds[event.datasource]?.warning
    // A signal that hovers about its level opens many events: it began with the first, came back
    // with the last, and was lowest in one of them.
    let all = incident.ownEvents.filter(event.isOfSameSignal)
    let lowest = all.min { $0.minimum < $1.minimum } ?? event
    let last = all.max { $0.onset.by < $1.onset.by } ?? event
    var text =
      "\(prefix)\(event.datasource.title) (\(event.datasource)) "
      + "\(TimeText.beginning(of: event, warning: ratio)); at its lowest, "
      + "\(TimeText.day(lowest.minimumTime)) \(lowest.minimumTime.clock), "
      + "\(Count.value(lowest.minimum)) of \(Count.value(lowest.baseline)) "
      + "\(event.datasource.unit) were left (\(Count.percent(lowest.depth)) \(lost))"
    if let recovery = last.recovery {
      text += "; back \(TimeText.between(recovery, step: event.step, zoned: true))"
    }
    if all.count > 1 { text += ", in \(all.count) events" }
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
          + "\(TimeText.between(onset, step: first.onsetStep, zoned: true))."
      ]
    }
    let together = ranked.filter { $0.rank == first.rank }.map(\.label).joined(separator: ", ")
    let later = ranked.filter { $0.rank == last.rank && $0.rank != first.rank }
    var text =
      "\(Count.text(ranked.count, "operator")) show a step of the cut, first \(together) "
      + "(\(TimeText.between(onset, step: first.onsetStep, zoned: true)))"
    if !later.isEmpty {
      text +=
        ", last \(later.map(\.label).joined(separator: ", ")) "
        + "(\(TimeText.between(end, step: last.onsetStep, zoned: true)))"
    }
    return [text + "."]
  }
}

extension Event {
  /// Whether the event is the first of its signal within an incident.
  func isFirst(of incident: Incident) -> Bool {
    let own = incident.ownEvents.filter(isOfSameSignal)
    return own.min { $0.onset.by < $1.onset.by }?.id == id
  }

  /// Whether another event is of the same signal.
  func isOfSameSignal(_ other: Event) -> Bool {
    other.entity == entity && other.datasource == datasource
  }
}
