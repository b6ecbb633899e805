import SignalFiles
import Timeline

extension JSONWriter {
  /// Writes a key and a number that was computed, rounded to six decimals so that outputs stay
  /// readable.
  mutating func member(_ name: String, computed number: Double) {
    member(name, number.roundedToSix)
  }

  /// Writes a key and an interval of bin starts, or `null` for nothing.
  mutating func member(_ name: String, _ bracket: TimeBracket?) {
    key(name)
    guard let bracket else { return null() }
    beginObject()
    member("after", bracket.after)
    member("by", bracket.by)
    endObject()
  }
}

extension Double {
  /// The value with at most six decimals; values too large to have any are left alone.
  var roundedToSix: Double {
    guard isFinite, magnitude < 1e9 else { return self }
    return (self * 1e6).rounded(.toNearestOrAwayFromZero) / 1e6
  }
}
