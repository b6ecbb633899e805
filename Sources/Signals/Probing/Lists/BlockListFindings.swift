import Inflate
import Timeline

/// Counts what was odd in a list of blocks.
struct BlockListFindings {
  let source: String
  private(set) var log = FindingLog()

  init(source: String) { self.source = source }

  /// Counts where the compressed stream was damaged.
  mutating func record(_ damage: StreamDamage) {
    log.record(damage.finding(source: source))
  }

  /// Counts a kind; the words are made for the first of it alone.
  mutating func record(
    _ kind: String, count: Int = 1, place: @autoclosure () -> String? = nil,
    _ detail: @autoclosure () -> String, disposition: @autoclosure () -> String = "left out"
  ) {
    guard count > 0 else { return }
    let isKnown = log.count(of: kind) > 0
    log.record(
      Finding(
        kind: kind, source: source, place: isKnown ? nil : place(),
        detail: isKnown ? "" : detail(), disposition: isKnown ? "" : disposition(), count: count))
  }
}
