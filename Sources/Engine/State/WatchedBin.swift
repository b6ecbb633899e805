import Detection
import Timeline

/// One present bin of a watched signal, before it is judged.
struct WatchedBin: Sendable, Equatable {
  let time: UnixTime
  let value: Double
  let quality: Quality
  /// The factor for what was observed before this bin and after the present one before it.
  let rebase: Double

  init(time: UnixTime, value: Double, quality: Quality, rebase: Double = 1) {
    self.time = time
    self.value = value
    self.quality = quality
    self.rebase = rebase
  }

  func encode(into writer: inout StateWriter) {
    writer.write(time)
    writer.write(value)
    writer.write(Int(quality.rawValue))
    writer.write(rebase)
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    time = try reader.time()
    value = try reader.double()
    guard let raw = Quality.RawValue(exactly: try reader.int()), !value.isNaN else {
      throw .malformed("held bin")
    }
    quality = Quality(rawValue: raw)
    rebase = try reader.double()
    guard rebase.isFinite, rebase > 0 else { throw .malformed("held bin") }
  }
}
