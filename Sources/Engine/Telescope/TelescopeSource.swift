import Atlas
import Foundation
import SignalFiles
import Telescope
public import Timeline

/// Captures and flow records of one telescope, ready to be counted into signals.
public struct TelescopeSource: Sendable {
  /// The captures in the order in which they are read.
  public let paths: [String]

  private let settings: TelescopeSettings
  private let options: TelescopeOptions
  private let atlas: AddressAtlas
  private var findings: FindingLog

  /// Finds the files and compiles what places addresses.
  ///
  /// `paths` are files, folders and patterns; files of a folder that do not bear a name of captures
  /// are passed over with a finding. Throws `InputError`, `AtlasError` or `FilterError`.
  public init(_ paths: [String], settings: TelescopeSettings) throws {
    self.settings = settings
    options = try settings.options()
    var log = FindingLog()
    var files: [String] = []
    for path in paths {
      // Capture programs number their files without zeros in front.
      let found = try PathPattern.files(path).sorted {
        $0.compare($1, options: .numeric) == .orderedAscending
      }
      for name in found {
        if found.count > 1, !TelescopeSource.isCapture(name) {
          log.record(
            Finding(
              kind: "not-a-capture-name", source: InputLoader.baseName(name),
              detail: "is no name of a capture",
              disposition: "passed over, because its folder was named and not the file"))
        } else {
          files.append(name)
        }
      }
    }
    guard files.count(where: { $0 == "-" }) <= 1 else { throw InputError.repeatedStandardInput }
    self.paths = files
    atlas = try settings.placing.load()
    log.merge(atlas.findings)
    findings = log
  }

  /// What the captures and the databases that place addresses are, as inputs of a run.
  ///
  /// Reads the captures from end to end for their hashes; standard input is not described.
  public func inputs() throws(InputError) -> [InputFile] {
    var files: [InputFile] = []
    for path in paths where path != "-" {
      let digest = try FileDigest(path: path)
      let isFlows = (try? CaptureInput(path: path).holdsFlows()) ?? false
      files.append(
        InputFile(
          name: InputLoader.baseName(path), size: digest.size, sha256: digest.sha256,
          format: isFlows ? "flow records" : "capture", rows: 0, findings: [], credit: nil))
    }
    return files + InputFile.describing(atlas.places.sources + atlas.origins.map(\.provenance))
  }

  /// Counts all captures and returns the signals of the wanted kinds of entities.
  ///
  /// Throws `TelescopeReplay.Failure` for a file that cannot be read and for a capture that is no
  /// telescope's, `InputError` where not a packet could be read.
  public func signals() throws -> SignalSet {
    let replay = try TelescopeReplay(
      paths.map { CaptureInput(path: $0) }, options: options, isForced: settings.isForced,
      threads: settings.threads, places: atlas.places, origins: atlas.origins)
    guard !replay.minutes.isEmpty else {
      let reasons = (findings.findings + replay.findings.findings).map {
        "\($0.source): \($0.detail)"
      }
      throw InputError.unreadable(
        (reasons.isEmpty ? paths : reasons).joined(separator: "; ")
          + (replay.totals.packets == 0 ? ": no packet was read" : ": no packet has a time"))
    }
    var recorder = TelescopeRecorder(
      datasource: Datasource(settings.datasource), measures: settings.measures,
      places: atlas.places, origins: atlas.origins)
    recorder.take(replay.minutes, threads: settings.threads)
    var log = findings
    log.merge(replay.findings)
    for finding in TelescopeSummary(replay.totals, source: settings.datasource).findings {
      log.record(finding)
    }
    if let time = recorder.minutes.first {
      for finding in atlas.ageFindings(dataTime: time) { log.record(finding) }
    }
    let kinds = settings.placing.kinds
    let extent = recorder.extent(step: settings.bin) { kinds.contains($0.kind) }
    for finding in extent?.findings ?? [] { log.record(finding) }
    let series = extent.map { recorder.series(of: $0, aggregate: settings.aggregate) } ?? []
    var set = SignalSet.merging([SignalSet(series: series)])
    log.merge(set.findings)
    set.findings = log
    set.membership = Membership(majorityOf: recorder.sourceSums)
    return set
  }

  /// Whether a file of a folder is to be read: by its name, or because it holds flow records, whose
  /// names say little.
  private static func isCapture(_ path: String) -> Bool {
    if isCaptureName(path) { return true }
    guard InputLoader.baseName(path).firstMatch(of: /.\.(csv|ndjson|jsonl)(\.|$)/) != nil else {
      return false
    }
    return (try? CaptureInput(path: path).holdsFlows()) ?? false
  }

  /// Whether a file's name is one that captures bear: `x.pcap`, `x.pcapng.gz`, `x.pcap3`, `x.cap.3`.
  private static func isCaptureName(_ path: String) -> Bool {
    InputLoader.baseName(path).firstMatch(of: /.\.(pcap|pcapng|cap|dmp|dump|ntar)[0-9]*(\.|$)/)
      != nil
  }
}
