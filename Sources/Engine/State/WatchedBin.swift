import Detection
import Timeline

/// One present bin of a watched signal, before it is judged.
struct WatchedBin: Sendable, Equatable {
  let time: UnixTime
  let value: Double
  let quality: Quality

  init(time: UnixTime, value: Double, quality: Quality) {
    self.time = time
    self.value = value
    self.quality = quality
  }

  func encode(into writer: inout StateWriter) {
    writer.write(time)
    writer.write(value)
    writer.write(Int(quality.rawValue))
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    time = try reader.time()
    value = try reader.double()
    guard let raw = Quality.RawValue(exactly: try reader.int()), !value.isNaN else {
      throw .malformed("held bin")
    }
    quality = Quality(rawValue: raw)
  }
}
