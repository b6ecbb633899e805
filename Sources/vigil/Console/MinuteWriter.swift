import Atlas
import Engine
import Foundation
import SignalFiles
import Telescope
import Timeline

/// Writes the minutes of a live telescope as rows of long CSV, each once and for good.
struct MinuteWriter {
  private let settings: TelescopeSettings
  private let out: String?
  private var file: FileHandle?
  private var hasBegun = false
  private let table = LongTableWriter(hasMarks: true, hasRebases: false)
  private var recorder: TelescopeRecorder
  private var sequence: MinuteSequence

  /// Creates a writer; the file is made anew with the first minute, so that a capture that is refused
  /// leaves what was there.
  init(_ settings: TelescopeSettings, atlas: AddressAtlas, out: String?) {
    self.settings = settings
    self.out = out
    recorder = TelescopeRecorder(
      datasource: Datasource(settings.datasource), measures: settings.measures,
      places: atlas.places, origins: atlas.origins)
    sequence = MinuteSequence(source: settings.datasource)
  }

  /// Writes minutes that are closed, with those between them and before `end` in which nothing was
  /// heard; the capture's first and last are marked `partial`. Returns what is to be said of gaps.
  mutating func write(
    _ closed: [TelescopeMinute], until end: UnixTime? = nil, isLast: Bool = false
  ) throws -> [Finding] {
    let (minutes, findings) = sequence.take(closed, until: end)
    guard !minutes.isEmpty else { return findings }
    recorder.endsPartial = isLast
    for minute in minutes { recorder.take(minute) }
    var bytes: [UInt8] = []
    for segment in recorder.segments {
      for series in recorder.series(
        of: segment, where: { settings.placing.kinds.contains($0.kind) })
      {
        table.append(series, to: &bytes)
      }
    }
    try put(bytes)
    recorder.forgetMinutes()
    recorder.beginsPartial = false
    return findings
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    if !hasBegun {
      if let out {
        guard FileManager.default.createFile(atPath: out, contents: nil),
          let opened = FileHandle(forWritingAtPath: out)
        else { throw WriteError(place: out, reason: String(cString: strerror(errno))) }
        file = opened
      }
      hasBegun = true
      try put(Array("# origin: \(Origin.vigil.rawValue)\n\(table.header)".utf8))
    }
    guard let file else { return try Output.write(bytes) }
    try file.write(contentsOf: bytes)
  }
}
