import MRT

/// A collector as the engine knows it.
struct CollectorState: Sendable {
  let name: String
  /// Whether update files come, so that silence means something.
  var hasUpdates: Bool
  /// The sessions, and their numbers by peer.
  var sessions: [Int] = []
  var numbers: [RoutePeer: Int] = [:]
  /// Whether a table has been applied.
  var hasTable = false
  /// Whether what any session holds is unknown until the next table.
  var isUnknown = true
  /// Until when updates are missing: a table before that leaves the sessions unknown.
  var gapEnd: Int64 = .min
  /// Events that were read and do not yet count, by the start of their segment.
  var segments: [Int64: [RouteEvent]] = [:]
  /// The moments at which a table is due or updates go missing, ascending.
  var marks: [Int64] = []
}
