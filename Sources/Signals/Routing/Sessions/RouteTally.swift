/// What the engine counts besides routes.
struct RouteTally: Sendable, Equatable {
  /// Routes in tables, announcements and withdrawals.
  var tableRoutes = 0
  var announced = 0
  var withdrawn = 0
  /// Updates whose bin had ended.
  var late = 0
  /// Routes whose first ASN is not the peer's.
  var foreignFirst = 0
  /// Sessions that fell silent.
  var silences = 0
  /// Sessions and prefixes beyond the limits.
  var sessionsRefused = 0
  var prefixesRefused = 0
  /// Records with a time far from their file's.
  var strangeTimes = 0
}
