public import Timeline

extension MinuteTally {
  /// The marks of the minute's bin: `gap` where the telescope heard nothing, `truncated`, `dropped`, and `flagged` after a step of the clock or
  /// with traffic of both directions.
  public var marks: Quality {
    var marks: Quality = isPresent ? [] : .captureGap
    if isTruncated { marks.insert(.truncated) }
    if dropped > 0 { marks.insert(.dropped) }
    if hasClockStep || isTwoWay { marks.insert(.flagged) }
    return marks
  }
}
