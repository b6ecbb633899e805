public import Engine
import Incidents
import Timeline

/// All files of a report, made from an analysis alone: the same analysis gives the same bytes.
public struct ReportBundle: Sendable {
  /// A file of the report.
  public struct File: Sendable, Equatable {
    /// The path within the report's folder, with `/` between names.
    public var path: String
    /// The content.
    public var bytes: [UInt8]

    /// Creates a file.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The files in a fixed order, `manifest.json` last.
  public let files: [File]

  /// Makes the files. `hash` gives the text by which the manifest names each file's content, such as
  /// its SHA-256; without it the manifest holds `null`.
  public init(
    _ analysis: Analysis, annotations: [Annotation] = [], options: ReportOptions,
    hash: (([UInt8]) -> String)? = nil
  ) {
    let annotations = Self.placed(annotations, analysis: analysis)
    let subjects = ReportSubject.subjects(
      of: analysis, annotations: annotations, options: options)
    let contents = ReportContents(
      analysis: analysis, annotations: annotations, options: options, subjects: subjects)
    var files: [File] = []
    func add(_ path: String, _ bytes: [UInt8]) { files.append(File(path: path, bytes: bytes)) }
    add("incidents.json", Array(analysis.incidentText(.json).utf8))
    add("events.ndjson", Array(analysis.eventText(.ndjson).utf8))
    add("events.csv", Array(analysis.eventText(.csv).utf8))
    add("series.csv", SeriesFile(analysis: analysis, subjects: subjects).bytes)
    add("report.md", Array(MarkdownReport(contents: contents).text.utf8))
    add("report.html", Array(PageReport(contents: contents).text.utf8))
    for figure in contents.figures { add("figures/\(figure.name).svg", Array(figure.svg.utf8)) }
    add(
      "manifest.json",
      Manifest(analysis: analysis, version: options.version, files: files, hash: hash).bytes)
    self.files = files
  }

  /// The annotations with the entities that their places name, by code or by name.
  private static func placed(_ annotations: [Annotation], analysis: Analysis) -> [Annotation] {
    var named: [String: Entity] = [:]
    for entity in Set(analysis.traces.map(\.series.entity)).sorted() {
      named[entity.code.lowercased()] = entity
      named[analysis.membership.name(of: entity).lowercased()] = entity
    }
    return annotations.map { annotation in
      var annotation = annotation
      annotation.entity = annotation.entity ?? named[annotation.place.lowercased()]
      return annotation
    }
  }
}
