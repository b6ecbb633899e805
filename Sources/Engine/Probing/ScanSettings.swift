public import Probing
public import Timeline

/// What scans of ZMap were asked to do, so that those who did not answer are known too.
public struct ScanSettings: Equatable, Sendable {
  /// The files of targets, one for each file of results, in their order; one may stand for all.
  public var targets: [String] = []
  /// ZMap's metadata files, one for each file of targets; none where `start` and `end` are given.
  public var metadata: [String] = []
  /// When ZMap began to send.
  public var start: UnixTime?
  /// When ZMap stopped to send.
  public var end: UnixTime?

  /// Creates the settings of results that are no scan of ZMap.
  public init() {}

  /// What is wrong with the settings for a number of files of results, in words; nothing when they fit.
  public func fault(files: Int) -> String? {
    if targets.isEmpty {
      return metadata.isEmpty && start == nil && end == nil
        ? nil : "the time of a scan needs its targets: name them too"
    }
    guard targets.count == files || targets.count == 1 else {
      return
        "\(targets.count) files of targets for \(files) of results: name one for each, in order"
    }
    if let start, let end, end < start { return "the scan ends before it starts" }
    if metadata.isEmpty {
      return start == nil || end == nil
        ? "the targets of a scan need its metadata file, or its start and end" : nil
    }
    return metadata.count == targets.count
      ? nil : "\(metadata.count) metadata files for \(targets.count) of targets: name one for each"
  }

  /// Files of results with what each scan was asked. Throws `InputError` where the settings do not fit
  /// the files, `ProbeInputError` for a file of targets or metadata that cannot be read.
  public func inputs(_ paths: [String], prober: String?) throws -> [ProbeInput] {
    if let fault = fault(files: paths.count) { throw InputError.unreadable(fault) }
    var scans: [ZMapScan] = []
    for (index, path) in targets.enumerated() {
      let targets = ProbeInput(path: path)
      if metadata.isEmpty {
        scans.append(
          try ZMapScan(
            targets: targets, start: (start?.seconds ?? 0) * 1_000, end: (end?.seconds ?? 0) * 1_000
          ))
      } else {
        scans.append(try ZMapScan(targets: targets, metadata: ProbeInput(path: metadata[index])))
      }
    }
    return paths.enumerated().map { index, path in
      ProbeInput(
        path: path,
        options: ProbeInputOptions(
          prober: prober, scan: scans.count == 1 ? scans[0] : scans.isEmpty ? nil : scans[index]))
    }
  }
}
