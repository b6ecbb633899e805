import Timeline

/// A record of a session, before it has its place in a file.
struct ArchiveEvent {
  enum Content {
    case message([UInt8])
    case stateChange(MRTRecordWriter.State, MRTRecordWriter.State)
  }

  /// Microseconds since the epoch.
  let moment: Int64
  /// Whether the record bears microseconds.
  let isExact: Bool
  let session: MRTRecordWriter.Session
  let content: Content

  func write(to file: inout MRTRecordWriter) {
    let time = UnixTime(moment / 1_000_000)
    let micros = isExact ? UInt32(moment % 1_000_000) : nil
    switch content {
    case .message(let bytes): file.message(bytes, at: time, microseconds: micros, of: session)
    case .stateChange(let old, let new):
      file.stateChange(from: old, to: new, at: time, microseconds: micros, of: session)
    }
  }
}
