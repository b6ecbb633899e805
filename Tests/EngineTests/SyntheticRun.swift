import Engine
import TestSupport
import Timeline

/// Synthetic signals through the whole replay.
enum SyntheticRun {
  static func of(
    _ signals: [SyntheticSignal], health: Bool = true, parents: [String: String] = [:]
  ) throws -> RunResult {
    var membership = Membership()
    for (member, country) in parents {
      if let member = Entity(member), let country = Entity(country) {
        membership.parents[member] = country
      }
    }
    return try Replay(RunOptions(sourceHealth: health)).run(
      SignalSet(
        series: signals.map(\.series).sorted { $0.key < $1.key }, membership: membership))
  }

  /// `count` countries with a signal each: made-up two-letter codes, the same level.
  static func countries(
    _ count: Int, _ datasource: Datasource, level: Double = 1_000, hours: Double
  ) -> [SyntheticSignal] {
    (0..<count).map { index in
      let letters = [UInt8(0x41 + index / 26), UInt8(0x41 + index % 26)]
      let code = String(decoding: letters, as: UTF8.self)
      var signal = SyntheticSignal("country/\(code)", datasource, level: level, hours: hours)
      signal.jitter(0.02, seed: UInt64(index + 1))
      return signal
    }
  }
}
