import Detection
public import Incidents
public import Timeline

/// An anatomy as a table: the operators in the order of the cut.
public struct AnatomyTable {
  private let anatomy: Anatomy
  private let rowLimit: Int
  private let shareTime: UnixTime?

  /// Creates the table of an anatomy with at most `rowLimit` rows.
  ///
  /// The share is read at `shareTime` where the anatomy holds it, else where the country had lost
  /// most within twelve hours of its first step: a short relapse days later is another cut.
  public init(_ anatomy: Anatomy, rowLimit: Int = 20, shareTime: UnixTime? = nil) {
    self.anatomy = anatomy
    self.rowLimit = max(0, rowLimit)
    self.shareTime = shareTime
  }

  /// The table with its notes: silent sources, early signs, later steps.
  public var table: Table {
    let columns: [Table.Column] =
      [
        .init("#", isNumeric: true), .init("Operator"), .init("AS"), .init("Cut (UTC)"),
        .init("Seen by"), .init("Mechanism"), .init("Lead"),
      ]
      + datasources.map { .init("Depth \($0.id)", isNumeric: true) }
      + [.init("First recovery"), .init("Recovered")]
      + shares.map { .init("Share \($0.datasource.id)", isNumeric: true) }
    var caption =
      "Anatomy of \(anatomy.incident.entity), \(incidentText): operators in the order "
      + "of the cut"
    if !shares.isEmpty {
      caption += "; share of the country's lost /24s, not of its users"
    }
    return Table(
      caption: caption, columns: columns,
      rows: shown.map(cells), notes: notes, rowHeading: 1)
  }

  /// Which incident it is: its day and year, level and state.
  private var incidentText: String {
    let incident = anatomy.incident
    let day =
      incident.onset.map { "incident of \(TimeText.day($0.by)) \($0.by.clock)" } ?? "incident"
    return "\(day), \(incident.level.name), \(incident.isOpen ? "open" : "closed")"
  }

  private var shown: ArraySlice<Anatomy.Row> { anatomy.rows.prefix(rowLimit) }

  /// The sources that say anything of any operator, in order.
  private var datasources: [Datasource] {
    var all: Set<Datasource> = []
    for row in anatomy.rows {
      all.formUnion(row.sources.map(\.datasource))
      all.formUnion(row.silent.map(\.datasource))
      all.formUnion(row.unmoved)
    }
    return all.sorted()
  }

  /// The seconds from the first step within which shares are read.
  private static let cutLength = 12 * 3_600

  /// The moment at which the shares of each source that counts /24s are read.
  private var shares: [Anatomy.Share] {
    let all = anatomy.rows.flatMap(\.share).filter { $0.datasource.unit.contains("/24s") }
    return Set(all.map(\.datasource)).sorted().compactMap { datasource in
      let own = all.filter { $0.datasource == datasource }
      if let wanted = own.first(where: { $0.at == shareTime }) { return wanted }
      guard let first = own.map(\.at).min() else { return nil }
      return own.filter { $0.at - first <= Self.cutLength }
        .max { a, b in a.of == b.of ? a.at > b.at : a.of < b.of }
    }
  }

  private func cells(_ row: Anatomy.Row) -> [String] {
    [
      row.rank.map(String.init) ?? "–", row.kind.map { "\(row.name) (\($0))" } ?? row.name,
      row.entity.kind == .asn ? row.entity.code : row.entity.description,
      row.onset.map { TimeText.short($0, step: row.onsetStep) } ?? "–",
      row.onsetSource?.id ?? "–", row.mechanism.rawValue, row.lead.map(\.text) ?? "–",
    ] + datasources.map { depth(row, $0) } + [
      row.moment(row.firstRecovery, of: \.firstRecovery),
      row.recovery == nil && row.isOpen ? "open" : row.moment(row.recovery, of: \.recovery),
    ]
      + shares.map { share in
        let own = row.share.first { $0.datasource == share.datasource && $0.at == share.at }
        return own?.share.map(Count.percent) ?? "–"
      }
  }

  private func depth(_ row: Anatomy.Row, _ datasource: Datasource) -> String {
    if let source = row.sources.first(where: { $0.datasource == datasource }) {
      return Count.percent(source.events.map(\.depth).max() ?? .nan)
    }
    return row.unmoved.contains(datasource) ? "no fall" : "–"
  }

  /// A line for each source that cut an operator off in several steps.
  private func stepNotes(_ row: Anatomy.Row) -> [String] {
    row.sources.compactMap { source in
      let cuts = source.steps.filter { $0.kind == .cut }
      guard cuts.count > 1 else { return nil }
      let step = row.step(of: source.datasource)
      let list = cuts.map { cut in
        "\(TimeText.short(cut.bracket, step: step)) to \(Count.value(cut.to))"
      }
      return "\(row.label): \(source.datasource.id) cut in \(cuts.count) steps: "
        + list.joined(separator: "; ")
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if anatomy.rows.isEmpty {
      notes.append("no operator of \(anatomy.incident.entity) has an event in the incident")
    }
    let others = anatomy.rows.count - shown.count
    if others > 0 { notes.append("others (\(Count.text(others)))") }
    if !anatomy.quietMembers.isEmpty {
      let quiet = Count.text(anatomy.quietMembers.count, "more member")
      notes.append("\(quiet) without an event")
    }
    for share in shares {
      let date = "\(TimeText.shortDay(share.at)) \(share.at.clock)"
      notes.append(
        "Share \(share.datasource.id): in the bin \(date), when the country had lost "
          + "\(Count.value(share.of)) \(share.datasource.unit); operators may overlap")
    }
    if !shown.isEmpty {
      notes.append("–: the source cannot see it; no fall: it could and saw none")
    }
    for row in shown {
      for silence in row.silent {
        notes.append("\(row.label): \(silence.datasource.id) cannot speak: \(silence.reason)")
      }
    }
    for row in shown {
      for sign in row.early {
        let when = TimeText.short(sign.onset, step: row.step(of: sign.datasource))
        notes.append(
          "\(row.label): early sign, not ranked: \(sign.datasource.id) \(when), "
            + "\(Count.percent(sign.depth)) lost before the cut")
      }
    }
    notes += shown.flatMap(stepNotes)
    for row in shown {
      for later in row.later {
        let when = TimeText.short(later.step.bracket, step: row.step(of: later.datasource))
        notes.append(
          "\(row.label): later step: \(later.datasource.id) \(when), "
            + "\(Count.value(later.step.from)) to \(Count.value(later.step.to)), "
            + later.mechanism.rawValue)
      }
    }
    for row in shown {
      for back in row.earlierReturns {
        let when = TimeText.short(back.bracket, step: row.step(of: back.datasource))
        notes.append("\(row.label): \(back.datasource.id) rose already \(when)")
      }
    }
    notes += remarks
    if anatomy.membershipAssumed {
      notes.append(
        "membership assumed: every ASN of the input was taken to belong to "
          + anatomy.incident.entity.description)
    }
    return notes
  }
}

extension AnatomyTable {
  /// What a reader must know of the events, each remark once with the signals that it holds for.
  private var remarks: [String] {
    var order: [String] = []
    var signals: [String: [String]] = [:]
    for row in shown {
      for event in row.sources.flatMap(\.events) {
        for remark in event.remarks {
          let signal = "\(row.name) \(event.datasource.id)"
          if signals[remark] == nil { order.append(remark) }
          if signals[remark]?.contains(signal) != true {
            signals[remark, default: []].append(signal)
          }
        }
      }
    }
    return order.map { remark in
      let all = signals[remark] ?? []
      let more = all.count > 6 ? ", \(Count.text(all.count - 6)) more" : ""
      return "\(remark): \(all.prefix(6).joined(separator: ", "))\(more)"
    }
  }
}

extension Lead {
  /// The lead for a table: `ucsd-nt by 25–45 min`; `order open` where intervals overlap.
  var text: String {
    guard let first else { return "order open" }
    if most < 6 * 3_600 { return "\(first.id) by \(max(0, least) / 60)–\(most / 60) min" }
    let hours = (Double(max(0, least)) / 3_600).fixed(1)
    return "\(first.id) by \(hours)–\((Double(most) / 3_600).fixed(1)) h"
  }
}

extension Anatomy.Row {
  /// Name and number for a note.
  var label: String { entity.kind == .asn ? "\(name) (AS\(entity.code))" : name }

  /// Whether one of its events is open.
  var isOpen: Bool { sources.flatMap(\.events).contains { $0.status == .open } }

  /// The bin length of a source.
  func step(of datasource: Datasource?) -> Int {
    sources.first { $0.datasource == datasource }?.step ?? datasource?.nativeStep ?? 0
  }

  /// The bin length of the source that ranks the row.
  var onsetStep: Int { step(of: onsetSource) }

  /// A bracket of the row in clock time, widened by the bin of the event that it came from.
  func moment(_ bracket: TimeBracket?, of path: (Event) -> TimeBracket?) -> String {
    guard let bracket else { return "–" }
    let event = sources.flatMap(\.events).first { path($0) == bracket }
    return TimeText.short(bracket, step: event?.step ?? 0)
  }
}
