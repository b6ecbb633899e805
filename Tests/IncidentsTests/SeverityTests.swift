import Incidents
import TestSupport
import Testing
import Timeline

/// Severity is bounded and grows with depth, length and size.
@Suite struct SeverityTests {
  private func event(
    level: Double = 1_000, to part: Double, hours: Double
  ) throws -> Event {
    var signal = SyntheticSignal(level: level, hours: 48 + hours + 2)
    signal.set(level * part, from: 48, to: 48 + hours)
    return try #require(try MonitorRun(signal).onlyEvent)
  }

  @Test func growsWithDepth() throws {
    let depths = try [0.75, 0.6, 0.4, 0.2, 0].map { try event(to: $0, hours: 6).severity }
    #expect(depths == depths.sorted() && Set(depths).count == depths.count)
    #expect(depths.allSatisfy { $0 > 0 && $0 <= 100 })
  }

  @Test func growsWithDuration() throws {
    let lengths = try [0.5, 1, 3, 6, 24, 200].map { try event(to: 0.3, hours: $0).severity }
    #expect(lengths == lengths.sorted() && Set(lengths).count == lengths.count)
  }

  @Test func growsWithSize() throws {
    let sizes = try [20.0, 100, 1_000, 10_000].map {
      try event(level: $0, to: 0.25, hours: 6).severity
    }
    #expect(sizes == sizes.sorted() && Set(sizes).count == sizes.count)
  }

  @Test func isBounded() throws {
    let worst = try event(level: 1e9, to: 0, hours: 400)
    #expect(worst.severity > 99.9 && worst.severity <= 100)
    for seed in 1...8 as ClosedRange<UInt64> {
      for event in try MonitorRun(.wild(seed: seed, bins: 1_200)).events {
        #expect((0...100).contains(event.severity))
        #expect(event.depth >= 0 && event.depth <= 1)
      }
    }
  }

  /// By the formula: 100 × 0.5 × log₁₀(1 + 9,999) ÷ 4 × (1 − 2^−1) = 25.
  @Test func formula() throws {
    let event = try event(level: 9_999, to: 0.5, hours: 6)
    #expect(abs(event.severity - 25) < 0.01)
  }
}
