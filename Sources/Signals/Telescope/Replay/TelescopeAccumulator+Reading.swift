import Capture
import Inflate
import Timeline

extension TelescopeAccumulator {
  /// Counts the packets of a capture behind those that were counted before.
  mutating func read(
    _ input: CaptureInput, threads: Int
  ) throws(InflateError) -> [Finding] {
    try input.read(into: &self)
  }
}
