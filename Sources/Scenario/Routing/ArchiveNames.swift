import Timeline

/// The paths under which archives file tables and updates.
enum ArchiveNames {
  /// The path of a table.
  static func table(of collector: RoutingWorld.Collector, at time: UnixTime) -> String {
    switch collector.archive {
    case .ris: "\(collector.name)/\(month(time))/bview.\(stamp(time)).gz"
    case .routeViews: "\(collector.name)/bgpdata/\(month(time))/RIBS/rib.\(stamp(time)).bz2"
    }
  }

  /// The path of the update file that begins at a time.
  static func updates(of collector: RoutingWorld.Collector, at time: UnixTime) -> String {
    switch collector.archive {
    case .ris: "\(collector.name)/\(month(time))/updates.\(stamp(time)).gz"
    case .routeViews:
      "\(collector.name)/bgpdata/\(month(time))/UPDATES/updates.\(stamp(time)).bz2"
    }
  }

  /// `2019.11`.
  private static func month(_ time: UnixTime) -> String {
    String(time.date.prefix(7).map { $0 == "-" ? "." : $0 })
  }

  /// `20191116.1720`.
  private static func stamp(_ time: UnixTime) -> String {
    time.date.filter { $0 != "-" } + "." + time.clock.filter { $0 != ":" }
  }
}
