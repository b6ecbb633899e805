public import Net
import Timeline

extension RoutingWorld {
  /// Adds routes that come and go: `count` times a few sessions lose a prefix for some minutes.
  ///
  /// Times, prefixes and sessions are drawn; the prefixes come from `prefixes`, or from all.
  public mutating func addChurn(_ count: Int, of prefixes: [Prefix]? = nil) {
    let candidates = prefixes ?? networks.map(\.prefix)
    let length = until - from
    guard !candidates.isEmpty, !sessions.isEmpty, length > 0 else { return }
    let noise = NoiseStream(seed: seed, label: "churn \(name)")
    for index in 0..<max(0, count) {
      let prefix = candidates[Int(noise.bits(index * 4) % UInt64(candidates.count))]
      let time = from + Int(noise.bits(index * 4 + 1) % UInt64(length))
      let back = time + 30 + Int(noise.bits(index * 4 + 2) % 1_800)
      var chosen = noise.bits(index * 4 + 3)
      let who = sessions.indices.filter { _ in
        chosen = chosen &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return chosen >> 62 == 0
      }
      happenings.append(Happening(at: time, .withdraw([prefix]), to: .at(who), spread: 20))
      happenings.append(Happening(at: back, .announce([prefix]), to: .at(who), spread: 20))
    }
  }
}
