/// The ends of a part in time, where a packet's neighbours are not all known.
///
/// A packet whose time is more than a day from that of both neighbours is in no bin. Whether the first
/// packet of a part is one depends on the part before, whether the last is one on the part behind.
struct Border: Sendable, Equatable {
  /// The time of the first packet.
  var first: Int64?
  /// The time of the last packet.
  var last: Int64?
  /// The packets of the part are one.
  var isSingle = false
  /// The first packet, as long as none vouches for its time.
  var head: Observation?
  /// The last packet, where it is far from the one before.
  var tail: Observation?

  /// Whether a packet needs no more than to be put into its bin: it is near the one before, of which
  /// nothing is in doubt, and not before it by so much that the clock was set back.
  @inline(__always)
  func isNear(_ seconds: Int64) -> Bool {
    guard let last, head == nil || !isSingle, tail == nil else { return false }
    let (distance, overflow) = seconds.subtractingReportingOverflow(last)
    return !overflow && distance >= -TelescopeAccumulator.clockStep
      && distance <= TelescopeAccumulator.stray
  }

  /// Whether two times are more than a day apart.
  static func areFar(_ a: Int64, _ b: Int64) -> Bool {
    let (distance, overflow) = a.subtractingReportingOverflow(b)
    return overflow || distance.magnitude > UInt64(TelescopeAccumulator.stray)
  }
}
