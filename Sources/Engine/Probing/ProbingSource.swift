import Atlas
import Foundation
public import Probing
import SignalFiles
public import Timeline

/// Results of probes and the list of their blocks, ready to become signals.
public struct ProbingSource: Sendable {
  /// The files of results.
  public let paths: [String]

  private let settings: ProbingSettings
  private let list: BlockListReading
  private let atlas: AddressAtlas

  /// Finds the files, reads the list of blocks and compiles what places addresses.
  ///
  /// `paths` are files, folders and patterns. Throws `InputError`, `AtlasError` or `BlockListError`.
  public init(_ paths: [String], settings: ProbingSettings) throws {
    self.settings = settings
    self.paths = try ProbingSource.files(paths)
    list = try BlockListLoader(folder: settings.placing.atlas.cacheFolder).read(settings.list)
    atlas = try settings.placing.load()
  }

  /// The files that paths stand for, in order.
  public static func files(_ paths: [String]) throws(InputError) -> [String] {
    var files: [String] = []
    for path in paths {
      files += try PathPattern.files(path).sorted {
        $0.compare($1, options: .numeric) == .orderedAscending
      }
    }
    guard files.count(where: { $0 == "-" }) <= 1 else { throw .repeatedStandardInput }
    return files
  }

  /// What the results, the list and the databases that place addresses are, as inputs of a run.
  ///
  /// Reads the files from end to end for their hashes; standard input is not described.
  public func inputs() throws(InputError) -> [InputFile] {
    var files: [InputFile] = []
    for (path, format) in paths.map({ ($0, "probes") }) + [(settings.list, "blocks")]
    where path != "-" {
      let digest = try FileDigest(path: path)
      files.append(
        InputFile(
          name: InputLoader.baseName(path), size: digest.size, sha256: digest.sha256,
          format: format, rows: format == "blocks" ? list.list.count : 0, findings: [], credit: nil)
      )
    }
    return files + InputFile.describing(atlas.places.sources + atlas.origins.map(\.provenance))
  }

  /// Judges all rounds and returns the signals of the wanted kinds of entities.
  ///
  /// `progress` is called with the outcome of each round; it lists the blocks that changed where the
  /// settings keep changes. `writing` takes the signals to where they are kept: a state is saved behind
  /// it, so that rounds which could not be written come again. Throws `ProbeInputError` for a file that
  /// cannot be read, `InputError` where not a result could be used.
  @discardableResult
  public func signals(
    progress: @escaping (RoundOutcome) -> Void = { _ in },
    writing: (SignalSet) throws -> Void = { _ in }
  ) throws -> SignalSet {
    let state = try settings.state.flatMap { try ProbingState(path: $0) }
    var run = ProbingRun(
      try accumulator(state), recorder: ProbingRecorder(measures: settings.measures),
      progress: progress)
    let before = run.probing.totals
    var feed = ProbeFeed(
      try settings.scan.inputs(paths, prober: settings.prober), settle: settings.settle,
      probers: state?.probers ?? ProberTable())
    try feed.read(into: &run)
    let next =
      settings.state == nil
      ? nil : ProbingState(probers: feed.probers, rounds: run.probing.checkpoint())
    if next == nil { run.end() }
    var log = atlas.findings
    log.merge(list.findings)
    log.merge(feed.findings)
    let totals = run.probing.totals.since(before)
    log.merge(totals.findings(source: Datasource.probing.id))
    for finding in ProbingSummary(feed, run, totals).findings { log.record(finding) }
    let unlisted = totals.unlistedBlocks + totals.unlistedAddresses
    let useless = unlisted + totals.late + totals.strayTimes
    // Behind a state, what is late was most often taken before; results of another list never were.
    guard totals.results > (state == nil ? useless : unlisted) else {
      let reasons = log.findings.map {
        "\($0.source): \($0.kind): \($0.detail) (\($0.disposition))"
      }
      throw InputError.unreadable(
        (reasons.isEmpty ? paths : reasons).joined(separator: "; ")
          + ": no result of a listed block was read")
    }
    if let first = run.recorder.segments.first {
      for finding in atlas.ageFindings(dataTime: first.start) { log.record(finding) }
    } else {
      log.record(
        Finding(
          kind: "no-closed-round", source: Datasource.probing.id,
          detail: "no round was closed",
          disposition: totals.results > useless
            ? "its results wait in the state" : "none of its results is new"))
    }
    let kinds = settings.placing.kinds
    let series = run.recorder.series(findings: &log) { kinds.contains($0.kind) }
    var set = SignalSet.merging([SignalSet(series: series)])
    log.merge(set.findings)
    set.findings = log
    set.membership = membership(run.probing.entities)
    try writing(set)
    if let path = settings.state { try next?.save(to: path) }
    return set
  }

  /// What judges the rounds: of nothing, or what an earlier run left. Throws `InputError`.
  public func accumulator(_ state: ProbingState?) throws(InputError) -> ProbingAccumulator {
    let entities = BlockEntities(list.list, places: atlas.places, origins: atlas.origins)
    guard let state else {
      return ProbingAccumulator(list.list, options: settings.options, entities: entities)
    }
    return try state.accumulator(
      list.list, options: settings.options, entities: entities, path: settings.state ?? "")
  }

  /// An ASN belongs to the country in which more than half of its listed blocks are.
  private func membership(_ entities: BlockEntities) -> Membership {
    var blocks: [Entity: Int] = [:]
    for index in list.list.blocks.indices {
      for entity in entities.entities(at: index) where entity.kind == .geoasn || entity.kind == .asn
      {
        blocks[entity, default: 0] += 1
      }
    }
    return Membership(majorityOf: blocks)
  }
}
