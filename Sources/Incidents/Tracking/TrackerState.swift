import Detection
import Timeline

/// All of an event tracker that changes from bin to bin.
struct TrackerState: Sendable, Equatable {
  /// The last trusted present bin.
  var previous: UnixTime?
  var previousValue = 0.0
  /// Bins in a row below the warning ratio.
  var lowCount = 0
  var firstLow: Crossing?
  /// Bins in a row below the critical ratio.
  var criticalCount = 0
  var firstCritical: Crossing?
  var lowArea = 0.0
  var lowMinimum = 0.0
  var lowMinimumTime = UnixTime(0)
  /// Whether one of these bins bears the caution that an instrument may have failed.
  var hasCaution = false
  /// The first bin below the warning ratio of a marked gap or common fall.
  var suspended: Crossing?
  /// The area of the marked bins since `suspended`.
  var suspendedArea = 0.0
  var open: OpenEvent?

  /// A bin at normal level ends the run.
  mutating func forgetLow() {
    lowCount = 0
    firstLow = nil
    criticalCount = 0
    firstCritical = nil
    hasCaution = false
  }

  mutating func noteCritical(_ isCritical: Bool, _ crossing: Crossing) {
    guard isCritical else {
      criticalCount = 0
      firstCritical = nil
      return
    }
    if criticalCount == 0 { firstCritical = crossing }
    criticalCount += 1
  }
}
