public import Timeline

/// The minutes of a live capture in their order, with those between them in which nothing was heard.
///
/// A gap is filled as it grows, up to a day from the last minute that was heard; what is longer, or
/// what a clock that was set forward makes longer at once, is stated and not filled. Between two calls
/// at most a day of minutes is made.
public struct MinuteSequence: Sendable {
  /// The seconds of a gap that are filled.
  public static let longestGap = 86_400

  /// The end of the last minute that was heard; nothing before the first.
  private var heard: UnixTime?
  /// The start of the next minute.
  private var next = UnixTime(0)
  private var isStated = false
  private let source: String

  /// Creates the sequence of a telescope of a name.
  public init(source: String) { self.source = source }

  /// Returns closed minutes, in ascending order, with the missing ones between them, and those up to
  /// `end`, before which all are closed; and the gaps to be stated.
  public mutating func take(
    _ closed: [TelescopeMinute], until end: UnixTime? = nil
  ) -> (minutes: [TelescopeMinute], findings: [Finding]) {
    var result: [TelescopeMinute] = []
    var findings: [Finding] = []
    for minute in closed {
      fill(to: minute.start, &result, &findings)
      result.append(minute)
      next = minute.start + Int(TelescopeBin.seconds)
      heard = next
      isStated = false
    }
    if let end { fill(to: end, &result, &findings) }
    return (result, findings)
  }

  private mutating func fill(
    to end: UnixTime, _ minutes: inout [TelescopeMinute], _ findings: inout [Finding]
  ) {
    guard let heard, end > next else { return }
    guard end - heard <= MinuteSequence.longestGap else {
      if isStated { return }
      isStated = true
      findings.append(
        Finding(
          kind: "capture-long-gap", source: source, place: "\(heard)",
          detail: "no packet from \(heard) to \(end)",
          disposition: "stated, and not filled from \(next) on"))
      return
    }
    while next < end {
      minutes.append(TelescopeMinute(missingAt: next))
      next = next + Int(TelescopeBin.seconds)
    }
  }
}
