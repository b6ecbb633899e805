public import Net
public import Timeline

extension RoutingWorld {
  /// How many /24s of some prefixes are announced from a time on.
  public struct Level: Sendable, Hashable {
    /// The time.
    public var time: UnixTime
    /// The /24s.
    public var count: Int

    /// Creates a level.
    public init(at time: UnixTime, _ count: Int) {
      self.time = time
      self.count = count
    }
  }

  /// The /24s that a prefix covers; one where it is longer.
  public static func slash24s(in prefix: Prefix) -> Int {
    prefix.length >= 24 ? 1 : 1 << (24 - Int(prefix.length))
  }

  /// Lets prefixes be withdrawn and announced so that the given numbers of /24s remain.
  ///
  /// Those that come first in `prefixes` stay longest. Of nested prefixes each counts for itself. A
  /// level is met exactly where the prefixes allow it, else the next lower one is. Happenings, which
  /// each session follows within `spread` seconds, are added for what changes. Levels must ascend in
  /// time; before the first all are announced.
  public mutating func addCourse(
    of prefixes: [Prefix], through levels: [Level], spread: Int = 0, to sessions: Selection = .all
  ) {
    var held = Set(prefixes)
    for level in levels {
      var left = level.count
      var next: Set<Prefix> = []
      for prefix in prefixes {
        let size = RoutingWorld.slash24s(in: prefix)
        if size <= left {
          left -= size
          next.insert(prefix)
        }
      }
      let gone = prefixes.filter { held.contains($0) && !next.contains($0) }
      let back = prefixes.filter { !held.contains($0) && next.contains($0) }
      if !gone.isEmpty {
        happenings.append(
          Happening(at: level.time, .withdraw(gone), to: sessions, spread: spread))
      }
      if !back.isEmpty {
        happenings.append(
          Happening(at: level.time, .announce(back), to: sessions, spread: spread))
      }
      held = next
    }
  }
}
