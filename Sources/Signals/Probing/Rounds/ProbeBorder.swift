/// The ends of a part of results, where the neighbours of one are not all known.
///
/// A result whose time is more than a day from that of both neighbours is in no round. Whether the first
/// of a part is one depends on the part before, whether the last is one on the part behind.
struct ProbeBorder: Equatable, Sendable {
  /// The time of the first result, in milliseconds.
  var first: Int64?
  /// The time of the last.
  var last: Int64?
  /// The results of the part are one.
  var isSingle = false
  /// The first result, as long as none vouches for its time.
  var head: ProbeResult?
  /// The last result, where it is far from the one before.
  var tail: ProbeResult?

  /// Whether nothing is in doubt about the last result.
  var isClear: Bool { last != nil && (head == nil || !isSingle) && tail == nil }

  /// Whether two times are more than a day apart.
  static func areFar(_ a: Int64, _ b: Int64) -> Bool { (a &- b).magnitude > 86_400_000 }
}
