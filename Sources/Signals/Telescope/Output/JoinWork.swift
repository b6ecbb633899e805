import Synchronization

/// Minutes whose sources several threads join, each the next that nobody has taken.
final class JoinWork: Sendable {
  private let minutes: [TelescopeMinute]
  private let next = Atomic<Int>(0)
  private let results: Mutex<[SourceRun]>

  init(minutes: [TelescopeMinute]) {
    self.minutes = minutes
    results = Mutex([SourceRun](repeating: SourceRun(), count: minutes.count))
  }

  /// Joins minutes until none is left.
  func run() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < minutes.count else { return }
      let run = SourceRun.union(minutes[index].runs)
      results.withLock { $0[index] = run }
    }
  }

  /// What was joined, in the order of the minutes.
  var runs: [SourceRun] { results.withLock { $0 } }
}
