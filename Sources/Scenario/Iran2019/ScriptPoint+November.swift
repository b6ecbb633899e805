import Timeline

extension UnixTime {
  /// A moment of November 2019 in UTC; `clock` is hours times a hundred plus minutes.
  static func november(_ day: Int, _ clock: Int) -> UnixTime {
    UnixTime(1_572_566_400) + ((day - 1) * 86_400 + clock / 100 * 3_600 + clock % 100 * 60)
  }
}

extension ScriptPoint {
  /// A published figure that the signal reaches in this bin.
  static func jump(_ day: Int, _ clock: Int, to value: Double) -> ScriptPoint {
    ScriptPoint(time: .november(day, clock), amount: .published(value), path: .jump)
  }

  /// A published figure that the signal slides to from the point before.
  static func slide(_ day: Int, _ clock: Int, to value: Double) -> ScriptPoint {
    ScriptPoint(time: .november(day, clock), amount: .published(value), path: .slide)
  }

  /// An assumed level that the signal reaches in this bin.
  static func jump(_ day: Int, _ clock: Int, share: Double) -> ScriptPoint {
    jump(.november(day, clock), share: share)
  }

  /// An assumed level that the signal slides to from the point before.
  static func slide(_ day: Int, _ clock: Int, share: Double) -> ScriptPoint {
    slide(.november(day, clock), share: share)
  }

  /// An assumed level that the signal reaches in this bin.
  static func jump(_ time: UnixTime, share: Double) -> ScriptPoint {
    ScriptPoint(time: time, amount: .assumed(share), path: .jump)
  }

  /// An assumed level that the signal slides to from the point before.
  static func slide(_ time: UnixTime, share: Double) -> ScriptPoint {
    ScriptPoint(time: time, amount: .assumed(share), path: .slide)
  }
}
