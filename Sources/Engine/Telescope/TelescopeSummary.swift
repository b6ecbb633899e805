public import Telescope
public import Timeline

/// What became of a telescope's packets, as findings.
public struct TelescopeSummary {
  private let totals: TelescopeTotals
  private let source: String

  /// Takes the totals of a telescope.
  public init(_ totals: TelescopeTotals, source: String) {
    self.totals = totals
    self.source = source
  }

  /// The packets and what removed them, and each reason for which packets were not counted.
  public var findings: [Finding] {
    var found = [
      Finding(
        kind: "telescope-packets", source: source,
        detail: "\(totals.packets) packets, of which \(totals.passed) passed and "
          + "\(totals.notIPv4) are not IPv4" + removed,
        disposition: "'vigil telescope explain' shows an example of each")
    ]
    if totals.passed == 0 {
      add(
        "no-source", 1, "not one packet passed the filters: no source was counted",
        "there are no signals", to: &found)
    }
    add(
      "other-destination", totals.otherDestinations, "packets to addresses outside --dark",
      "dropped", to: &found)
    add(
      "undecided-packets", totals.undecided,
      "packets were cut before the octets that a filter reads",
      "passed; minutes with more than a hundredth of them are marked truncated", to: &found)
    add(
      "late-packets", totals.late, "packets came after their minute was closed", "not counted",
      to: &found)
    add(
      "dropped-packets", totals.dropped, "packets were dropped before they could be read",
      "their minutes are marked dropped", to: &found)
    return found
  }

  private var removed: String {
    let filters = PacketFilter.allCases.filter { totals.removed(by: $0) > 0 }
    guard !filters.isEmpty else { return "" }
    return "; removed by "
      + filters.map { "\($0.name) \(totals.removed(by: $0))" }.joined(separator: ", ")
  }

  private func add(
    _ kind: String, _ count: Int, _ detail: String, _ disposition: String,
    to found: inout [Finding]
  ) {
    guard count > 0 else { return }
    found.append(
      Finding(
        kind: kind, source: source, detail: detail, disposition: disposition, count: count))
  }
}
