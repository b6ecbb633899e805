import Detection
import Timeline

/// The first bin of a run beyond a level, kept until the run is long enough.
struct Crossing: Sendable, Equatable {
  var bracket: TimeBracket
  var value: Double
  var baseline: Double
  var have: Int
}

extension Crossing {
  func encode(into writer: inout StateWriter) {
    writer.write(bracket)
    writer.write(value)
    writer.write(baseline)
    writer.write(have)
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    bracket = try reader.bracket()
    value = try reader.double()
    baseline = try reader.double()
    have = try reader.tally()
  }
}
