import Detection
import Engine
import Reports

/// Prints what `detect` was asked to emit.
struct EmissionText {
  private let analysis: Analysis
  private let format: OutputFormat
  private let level: Level

  init(_ analysis: Analysis, format: OutputFormat, level: Level) {
    self.analysis = analysis
    self.format = format
    self.level = level
  }

  func write(_ emission: DetectCommand.Emission) throws {
    switch emission {
    case .events: try Output.write(analysis.eventText(format, level: level, style: Output.style))
    case .incidents:
      try Output.write(analysis.incidentText(format, level: level, style: Output.style))
    case .alerts:
      let encoder = RecordEncoder(notices: analysis.notices)
      try Output.write(analysis.alerts.map { encoder.alert($0) + "\n" }.joined())
    case .verdicts:
      var lines = ""
      try analysis.forEachVerdict { line in
        lines += line + "\n"
        if lines.utf8.count > 1 << 16 {
          try Output.write(lines)
          lines = ""
        }
      }
      try Output.write(lines)
    }
  }
}
