import Timeline

extension ArchiveScheme.Collector {
  /// What a file holds.
  enum Kind {
    case table
    case updates
  }

  /// The path of a file whose time is given, as the collector's archive names it.
  func path(of kind: Kind, at time: UnixTime) -> String {
    let fields = time.fields
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let month = "\(fields.year).\(two(fields.month))"
    let day = "\(fields.year)\(two(fields.month))\(two(fields.day))"
    let stamp = "\(day).\(two(fields.hour))\(two(fields.minute)).gz"
    return switch (style, kind) {
    case (.ris, .table): "\(name)/\(month)/bview.\(stamp)"
    case (.ris, .updates): "\(name)/\(month)/updates.\(stamp)"
    case (.routeViews, .table): "\(name)/bgpdata/\(month)/RIBS/rib.\(stamp)"
    case (.routeViews, .updates): "\(name)/bgpdata/\(month)/UPDATES/updates.\(stamp)"
    }
  }
}
