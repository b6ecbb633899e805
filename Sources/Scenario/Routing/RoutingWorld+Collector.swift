extension RoutingWorld {
  /// A place that hears sessions and files what they say.
  public struct Collector: Sendable, Hashable {
    /// Whose names the files bear.
    public enum Archive: Sendable, Hashable {
      /// `rrc00/2019.11/bview.20191116.0000.gz` and `updates.…gz`.
      case ris
      /// `route-views2/bgpdata/2019.11/RIBS/rib.20191116.0000.bz2` and `UPDATES/updates.…bz2`.
      ///
      /// The content is gzip or plain whatever the name says; who reads it must look at the bytes.
      case routeViews
    }

    /// The version of the table dumps.
    public enum TableForm: Sendable, Hashable {
      /// `TABLE_DUMP`: ASNs of two octets, no path ids, and only routes of the family of their
      /// session's address, which the truth does not follow: use it where all have one.
      case version1
      /// `TABLE_DUMP_V2`.
      case version2
    }

    /// The name: `rrc00`, `route-views2`.
    public var name: String
    /// The names of its files.
    public var archive: Archive
    /// Seconds from one table to the next, the first at the world's start.
    public var tableCadence: Int
    /// Seconds that an update file covers.
    public var updateCadence: Int
    /// Seconds after which a session that has nothing to say says something again.
    public var chatter = 1_200
    /// The version of its tables.
    public var tableForm = TableForm.version2
    /// Seconds from a table's first record to its last; all hold the state at the first.
    public var tableSpan = 0
    /// Whether its updates bear microseconds (`BGP4MP_ET`).
    public var hasMicroseconds = false
    /// Whether its files are compressed.
    public var isCompressed = true

    /// Creates a collector; the archive follows from the name.
    public init(_ name: String, tableCadence: Int = 28_800, updateCadence: Int? = nil) {
      self.name = name
      archive = name.hasPrefix("rrc") ? .ris : .routeViews
      self.tableCadence = tableCadence
      self.updateCadence = updateCadence ?? (archive == .ris ? 300 : 900)
    }
  }
}
