public import Timeline

extension MinuteTally {
  /// The marks of the minute's bin: `truncated`, `dropped`, and `flagged` after a step of the clock or
  /// with traffic of both directions.
  public var marks: Quality {
    var marks: Quality = []
    if isTruncated { marks.insert(.truncated) }
    if dropped > 0 { marks.insert(.dropped) }
    if hasClockStep || isTwoWay { marks.insert(.flagged) }
    return marks
  }
}
