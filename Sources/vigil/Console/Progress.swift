import Foundation

/// A line on standard error that says how far a run is, its rate and the time left.
///
/// Silent unless standard error is a terminal.
final class Progress {
  private let total: Int
  private let isShown = Output.isWatched
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now

  init(total: Int) { self.total = total }

  func update(_ done: Int) {
    guard isShown, ContinuousClock.now - last > .milliseconds(500), done > 0 else { return }
    last = .now
    let elapsed = Double((last - start).components.seconds) + 0.5
    let rate = Double(done) / elapsed
    let left = Int(Double(total - done) / max(rate, 1))
    let share = 100 * done / max(total, 1)
    Output.show(
      "\r\u{1B}[K\(share) % of \(total) points, \(Int(rate)) points/s, \(left) s left")
  }

  func finish() {
    guard isShown, last != start else { return }
    Output.show("\r\u{1B}[K")
  }
}
