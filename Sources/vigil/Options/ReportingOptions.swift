import ArgumentParser
import Engine
import Foundation
import Inflate
import Reports
import Timeline

/// What a report holds besides the analysis.
struct ReportingOptions: ParsableArguments {
  @Option(help: "A table of dated evidence: from,until,zone,place,label,source,url,kind,count.")
  var annotations: String?

  @Option(help: "The zone of annotations that do not state one (Z, +03:30).")
  var annotationsZone: String?

  @Option(help: "The zone of the second time axis (+03:30); the annotations' unless given.")
  var localZone: String?

  mutating func validate() throws {
    for (name, zone) in [("--annotations-zone", annotationsZone), ("--local-zone", localZone)] {
      if let zone, UnixTime.zoneOffset(zone) == nil {
        throw ValidationError("\(name) \(zone): expected Z or an offset such as +03:30")
      }
    }
  }

  /// The annotations as an input of the run, for the manifest.
  func input() throws -> InputFile? {
    guard let annotations else { return nil }
    let bytes = try ByteSource.read(annotations)
    let rows = try AnnotationReader(
      defaultOffset: annotationsZone.flatMap { UnixTime.zoneOffset($0) }
    ).read(bytes)
    return InputFile(
      name: URL(fileURLWithPath: annotations).lastPathComponent, size: bytes.count,
      sha256: InputLoader.sha256(bytes), format: "annotations", rows: rows.count, findings: [],
      credit: nil)
  }

  /// The report as files.
  func bundle(_ analysis: Analysis) throws -> ReportBundle {
    let offset = annotationsZone.flatMap { UnixTime.zoneOffset($0) }
    let notes = try annotations.map {
      try AnnotationReader(defaultOffset: offset).read(try ByteSource.read($0))
    }
    let local =
      localZone.flatMap { UnixTime.zoneOffset($0) } ?? notes?.first { $0.offset != 0 }?.offset
    return ReportBundle(
      analysis, annotations: notes ?? [],
      options: ReportOptions(version: Vigil.version, localOffset: local), hash: InputLoader.sha256)
  }
}
