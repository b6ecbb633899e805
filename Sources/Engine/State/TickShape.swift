import Detection
import Timeline

/// The step of a signal and the phase of its bins: signals of one shape form ticks.
struct TickShape: Sendable, Hashable {
  let step: Int
  let phase: Int

  init(_ series: Series) {
    self.init(at: series.start, step: series.step)
  }

  /// The shape of bins of `step` seconds of which one starts at `time`.
  init(at time: UnixTime, step: Int) {
    self.step = step
    phase = time - time.floored(to: step)
  }

  func encode(into writer: inout StateWriter) {
    writer.write(step)
    writer.write(phase)
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    step = try reader.int()
    phase = try reader.int()
    guard step > 0, step <= 1 << 32, (0..<step).contains(phase) else { throw .malformed("shape") }
  }
}
