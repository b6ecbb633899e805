public import Timeline

extension SignalSet {
  /// Joins the signals of several inputs into one set, each signal once.
  ///
  /// Where two inputs hold the same bin, an equal value or one beside a gap counts once, and of
  /// two that differ the later input's counts, marked `.conflicting`. Of one signal at two steps
  /// the finer is kept. All are findings. Memberships, credits and notices are joined in order.
  /// O(bins), and memory in proportion to the bins of the inputs.
  public static func merging(_ sets: [SignalSet]) -> SignalSet {
    var membership = Membership()
    var findings = FindingLog()
    var credits: [String] = []
    var notices: [String] = []
    for set in sets {
      membership.merge(set.membership)
      if set.membership.basis == .assumed { membership.basis = .assumed }
      findings.merge(set.findings)
      for credit in set.credits where !credits.contains(credit) { credits.append(credit) }
      for notice in set.notices where !notices.contains(notice) { notices.append(notice) }
    }
    return assembled(
      sets.flatMap(\.series), name: "inputs", membership: membership, findings: findings,
      credits: credits, notices: notices)
  }

  /// Makes a set of series in any order, joining those of one key.
  static func assembled(
    _ series: [Series], name: String, membership: Membership, findings: FindingLog,
    credits: [String], notices: [String]
  ) -> SignalSet {
    var recorder = FindingRecorder(source: name)
    let order = series.indices.sorted {
      series[$0].key == series[$1].key ? $0 < $1 : series[$0].key < series[$1].key
    }
    var joined: [Series] = []
    var group: [Series] = []
    for index in order {
      if let first = group.first, first.key != series[index].key {
        joined.append(SeriesJoin.joined(group, &recorder))
        group.removeAll(keepingCapacity: true)
      }
      group.append(series[index])
    }
    if !group.isEmpty { joined.append(SeriesJoin.joined(group, &recorder)) }
    var all = findings
    all.merge(recorder.log)
    return SignalSet(
      series: joined, membership: membership, findings: all, credits: credits, notices: notices)
  }
}
