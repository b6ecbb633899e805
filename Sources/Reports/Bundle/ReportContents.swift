import Engine
import Incidents
import Timeline

/// What the page, the Markdown and the figures share.
struct ReportContents {
  let analysis: Analysis
  let annotations: [Annotation]
  let options: ReportOptions
  let subjects: [ReportSubject]

  /// A drawing that stands alone.
  struct Figure {
    let name: String
    let svg: String
  }

  /// The report's title.
  var title: String {
    guard let subject = subjects.first else { return "Connectivity seen from outside" }
    let more = subjects.count > 1 ? " and \(Count.text(subjects.count - 1)) more" : ""
    return "\(subject.name)\(more): connectivity seen from outside, \(subject.dates)"
  }

  /// Whose data are shown.
  var credits: [String] { analysis.credits }

  /// The chart of a signal of a subject.
  func chart(_ trace: SignalTrace, of subject: ReportSubject) -> SignalChart {
    let key = trace.series.key
    return SignalChart(
      trace: trace, events: subject.events(of: key, in: analysis),
      thresholds: analysis.thresholds[key.datasource], window: subject.window,
      offset: options.localOffset, name: analysis.membership.name(of: key.entity),
      notices: analysis.notices, credits: credits)
  }

  /// The timeline of a subject and its operators; nothing where it would hold one row.
  func timeline(_ subject: ReportSubject) -> OperatorTimeline? {
    guard !subject.operators.isEmpty else { return nil }
    var rows = [OperatorTimeline.Row(label: subject.name, traces: subject.traces, cut: nil)]
    for (row, traces) in subject.operators {
      let rank = row.rank.map { "\($0)  " } ?? "–  "
      let number = row.entity.kind == .asn ? " AS\(row.entity.code)" : ""
      let cut = row.onset.flatMap { onset in
        row.rank == nil
          ? nil : (from: onset.after ?? onset.by, until: onset.by + row.onsetStep)
      }
      rows.append(.init(label: "\(rank)\(row.name)\(number)", traces: traces, cut: cut))
    }
    return OperatorTimeline(
      rows: rows, window: subject.window, offset: options.localOffset,
      title: "\(subject.name): operators in the order of the cut, while below their level",
      notices: analysis.notices, credits: credits)
  }

  /// The drawings that stand alone: each signal of each subject, and the operators' timeline.
  var figures: [Figure] {
    subjects.flatMap { subject in
      var figures = subject.traces.map { trace in
        let name = "\(subject.entity.slug)-\(trace.series.datasource.id)".fileName
        return Figure(
          name: name, svg: chart(trace, of: subject).svg(.wide, id: "f", isAlone: true) + "\n")
      }
      if let timeline = timeline(subject) {
        figures.append(
          Figure(
            name: "\(subject.entity.slug)-operators".fileName,
            svg: timeline.svg(.wide, id: "f", isAlone: true) + "\n"))
      }
      return figures
    }
  }

  /// The annotations that stand above a subject's signals: all but those of a place that has charts
  /// of its own or belongs to another country.
  func annotations(above subject: ReportSubject) -> [Annotation] {
    annotations.filter { annotation in
      guard let entity = annotation.entity, entity != subject.entity else { return true }
      return analysis.membership.country(of: entity) == subject.entity
        && !subject.places.contains { $0.entity == entity }
    }
  }

  /// The findings of the run, each as a sentence.
  var findings: [String] {
    analysis.findings.map { finding in
      let place = finding.place.map { ", \($0)" } ?? ""
      return "\(finding.kind) × \(Count.text(finding.count)) (\(finding.source)\(place)): "
        + "\(finding.detail); \(finding.disposition)"
    }
  }

  /// How the drawings are to be read.
  static let reading = [
    "Solid line: value. Dashed line: expected value. Tinted: below the warning threshold (yellow) "
      + "and below the critical one (red).",
    "Shaded: an event, from its onset to its recovery, with a bar of its level on top. The solid "
      + "grey bar is where the fall began; dotted lines are where the threshold was crossed.",
    "Triangles: steps that stand out of the noise. Filled: the cut and the recovery; hollow: "
      + "relapse, rebound, return.",
    "Hatched: bins that are marked and not used. Grey: bins without values; no line is drawn "
      + "through them.",
    "Where several bins share a pixel column, the lowest and the highest are drawn. series.csv "
      + "holds every bin.",
  ]
}

extension String {
  /// The text as a file name: letters, digits, `-`, `_` and `.`, all else `-`; never hidden.
  var fileName: String {
    let kept = unicodeScalars.map { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": Character(scalar)
      default: "-" as Character
      }
    }
    let name = String(kept.prefix(120))
    return name.first == "." ? "-" + name.dropFirst() : name
  }
}
