public import Timeline

/// Says that packets of a live capture come for minutes that are closed: at once, and then at most
/// once a minute of time that passes, whatever the clock of the day does.
public struct LateNotice: Sendable {
  private let source: String
  private var said = 0
  private var last: ContinuousClock.Instant?

  /// Creates the notice of a telescope of a name.
  public init(source: String) { self.source = source }

  /// What is to be said of the packets that were late since it was said last, if anything.
  ///
  /// `late` counts all of the capture so far; before `closed` all minutes are closed.
  public mutating func finding(
    late: Int, closed: UnixTime?, at now: ContinuousClock.Instant = .now
  ) -> Finding? {
    guard late > said, last.map({ now - $0 >= .seconds(60) }) ?? true else { return nil }
    let count = late - said
    said = late
    last = now
    return Finding(
      kind: "late-packets", source: source,
      detail: "packets came for minutes that are closed"
        + (closed.map { ", which are all before \($0)" } ?? "")
        + ": was the clock set forward and back?",
      disposition: "not counted", count: count)
  }
}
