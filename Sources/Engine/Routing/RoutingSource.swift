import Atlas
import Crypto
import Foundation
import Inflate
import Net
public import Routing
import SignalFiles
public import Timeline

/// Archives of routes, planned and ready to be replayed into signals.
public struct RoutingSource: Sendable {
  /// The replay.
  public var replay: ArchiveReplay
  /// What the archives and the databases that place addresses are, as inputs of a run.
  public let inputs: [InputFile]
  /// What was odd before the first bin.
  public let findings: FindingLog

  /// The table of peers of all bins so far.
  public private(set) var peers = PeerTableText()

  private let settings: RoutingSettings
  private var recorder = VisibilityRecorder()
  private let checkpoint: String?

  /// Finds the files, compiles what places addresses, and plans the replay.
  ///
  /// `paths` are files, folders and patterns. Files in folders whose names are none of an archive are
  /// passed over with a finding. Where a file stands at `checkpoint` the replay goes on from it, and
  /// `signals` keeps it up to date. Throws `InputError`, `AtlasError` or `VisibilityError`.
  public init(
    _ paths: [String], settings: RoutingSettings, checkpoint: String? = nil
  ) throws {
    self.settings = settings
    self.checkpoint = checkpoint
    var log = FindingLog()
    var files: [ArchiveFile] = []
    for path in paths {
      let found = try PathPattern.files(path)
      for name in found {
        let file = ArchiveFile(path: name, collector: settings.collector)
        if file.kind == nil, found.count > 1 {
          log.record(
            Finding(
              kind: "not-an-archive-name", source: RoutingSource.lastName(name),
              detail: "is no name of a table or of updates",
              disposition: "passed over, because its folder was named and not the file"))
        } else {
          files.append(file)
        }
      }
    }
    let atlas = try settings.placing.load()
    log.merge(atlas.findings)
    var cadence: [String: Int] = [:]
    if let given = settings.cadence {
      for file in files { cadence[file.collector] = given }
    }
    if let checkpoint, FileManager.default.fileExists(atPath: checkpoint) {
      guard let saved = RoutingCheckpoint(decoding: try RoutingSource.bytes(of: checkpoint)) else {
        throw VisibilityError.invalidCheckpoint("\(checkpoint) is damaged or something else")
      }
      replay = try ArchiveReplay(
        resuming: saved.replay, files: files, options: settings.options, places: atlas.places,
        cadence: cadence)
      recorder = try VisibilityRecorder(resuming: saved.recorder)
      peers = PeerTableText(resuming: saved.peers)
    } else {
      replay = try ArchiveReplay(
        files: files, options: settings.options, places: atlas.places, cadence: cadence)
    }
    if let time = files.compactMap(\.time).min() {
      for finding in atlas.ageFindings(dataTime: time) { log.record(finding) }
    }
    findings = log
    inputs = try RoutingSource.describe(files) + InputFile.describing(atlas.places.sources)
  }

  /// Replays all bins and returns the signals of the wanted kinds of entities.
  ///
  /// `progress` is called with each bin. Memory in proportion to the changes.
  public mutating func signals(
    progress: (VisibilityBin) throws -> Void = { _ in }
  ) throws -> SignalSet {
    var summary = VisibilitySummary()
    while let bin = try replay.next() {
      recorder.take(bin)
      summary.take(bin)
      peers.append(bin)
      try progress(bin)
      // A day of data is what an interrupted run has to do again.
      if (bin.start + bin.step).seconds % 86_400 == 0 { try save() }
    }
    try save()
    var log = findings
    log.merge(replay.findings)
    for finding in summary.findings { log.record(finding) }
    let kinds = settings.placing.kinds
    let series = recorder.series(of: replay.engine) { kinds.contains($0.kind) }
    return SignalSet(
      series: series, membership: membership(recorder), findings: log, notices: [])
  }

  /// Replaces the checkpoint, if there is to be one.
  private func save() throws(EngineError) {
    guard let checkpoint else { return }
    let saved = RoutingCheckpoint(
      replay: replay.checkpoint(), recorder: recorder.checkpoint(), peers: peers.bytes)
    try StateFile(path: checkpoint).replace(with: saved.encoded)
  }

  private static func bytes(of path: String) throws(InputError) -> [UInt8] {
    do {
      return try ByteSource.read(path)
    } catch {
      throw .unreadable(error.description)
    }
  }

  /// An ASN belongs to the country that holds more than half of the /24s that it ever had.
  private func membership(_ recorder: VisibilityRecorder) -> Membership {
    Membership(majorityOf: recorder.greatest(.slash24s, of: replay.engine))
  }

  private static func lastName(_ path: String) -> String {
    URL(fileURLWithPath: path).lastPathComponent
  }

  /// One input a collector: its files' sizes added up, and the hash of a list of their names and
  /// hashes, because an archive has thousands.
  private static func describe(_ files: [ArchiveFile]) throws(InputError) -> [InputFile] {
    let groups = Dictionary(grouping: files, by: \.collector)
    var inputs: [InputFile] = []
    for (collector, members) in groups.sorted(by: { $0.key < $1.key }) {
      var size = 0
      var lines: [String] = []
      for member in members {
        let digest = try FileDigest(path: member.path)
        size += digest.size
        lines.append("\(digest.sha256)  \(lastName(member.path))\n")
      }
      inputs.append(
        InputFile(
          name: collector, size: size,
          sha256: InputLoader.sha256(Array(lines.sorted().joined().utf8)), format: "mrt",
          rows: members.count, findings: [], credit: nil))
    }
    return inputs
  }
}
