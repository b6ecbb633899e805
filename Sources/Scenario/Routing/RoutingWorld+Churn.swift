public import Net
import Timeline

extension RoutingWorld {
  /// Adds routes that come and go: `count` times some sessions lose a prefix for some minutes.
  ///
  /// Times, prefixes and sessions are drawn; the prefixes come from `prefixes`, or from all. `reach` is
  /// the part of the sessions that lose it: below a half the prefix stays visible, with 1 it does not.
  /// What is drawn depends on the world's name, its sessions and `label`.
  public mutating func addChurn(
    _ count: Int, of prefixes: [Prefix]? = nil, reach: Double = 0.25, label: String = ""
  ) {
    let candidates = prefixes ?? networks.map(\.prefix)
    let length = until - from
    guard !candidates.isEmpty, !sessions.isEmpty, length > 0 else { return }
    let noise = NoiseStream(seed: seed, label: "churn \(name)\(label)")
    for index in 0..<max(0, count) {
      let prefix = candidates[Int(noise.bits(index * 4) % UInt64(candidates.count))]
      let time = from + Int(noise.bits(index * 4 + 1) % UInt64(length))
      let back = time + 30 + Int(noise.bits(index * 4 + 2) % 1_800)
      let draw = NoiseStream(seed: noise.bits(index * 4 + 3), label: "sessions")
      let who = sessions.indices.filter { draw.unit($0) < reach }
      happenings.append(Happening(at: time, .withdraw([prefix]), to: .at(who), spread: 20))
      happenings.append(Happening(at: back, .announce([prefix]), to: .at(who), spread: 20))
    }
  }
}
