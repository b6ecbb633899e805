import Probing
import Timeline

/// What became of results of probes, as findings.
struct ProbingSummary {
  private let feed: ProbeFeed
  private let run: ProbingRun
  /// What came of this run's results.
  private let totals: ProbingTotals

  init(_ feed: ProbeFeed, _ run: ProbingRun, _ totals: ProbingTotals) {
    self.feed = feed
    self.run = run
    self.totals = totals
  }

  /// The results, and the probers that were not believed.
  var findings: [Finding] {
    var found = [
      Finding(
        kind: "probe-results", source: Datasource.probing.id,
        detail: "\(totals.results) results in \(totals.rounds) rounds of "
          + "\(run.probing.list.count) blocks by \(run.probers) \(run.probers == 1 ? "prober" : "probers")",
        disposition: "'vigil probing block' shows those of a block")
    ]
    for (prober, spell) in run.distrusted.sorted(by: { $0.key < $1.key }) {
      let name =
        Int(prober) < feed.probers.names.count ? feed.probers.names[Int(prober)] : "\(prober)"
      found.append(
        Finding(
          kind: "prober-unhealthy", source: name, place: "\(spell.first)",
          detail: "rounds in which it was silent or lost replies",
          disposition: "its probes of them are missing", count: spell.rounds))
    }
    return found
  }
}
