import Foundation
import Synchronization

/// Samples this process's anonymous memory beside the work.
final class PeakMemory: Sendable {
  private let peak = Atomic<Int>(0)
  private let isRunning = Atomic<Bool>(false)

  /// Begins to sample every 10 ms.
  func start() {
    isRunning.store(true, ordering: .relaxed)
    Thread.detachNewThread {
      while self.isRunning.load(ordering: .relaxed) {
        self.sample()
        usleep(10_000)
      }
    }
  }

  /// Ends, and returns the most kilobytes that were seen.
  func stop() -> Int {
    sample()
    isRunning.store(false, ordering: .relaxed)
    return peak.load(ordering: .relaxed)
  }

  private func sample() { peak.max(PeakMemory.now, ordering: .relaxed) }

  /// The kilobytes of anonymous memory that the process holds now.
  static var now: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
      let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return 0 }
    return Int(kilobytes) ?? 0
  }
}
