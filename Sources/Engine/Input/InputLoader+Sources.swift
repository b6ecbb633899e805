import Foundation
import Inflate
import Probing
import Routing
import SignalFiles
import Timeline

extension InputLoader {
  /// Reads the sources of a configuration file: ready-made signals as they are, signals of routes by
  /// replaying archives, those of telescopes by counting captures,
  /// those of probing by judging the results of probes. Paths are relative to the file's folder.
  ///
  /// `progress` is called with the start of each bin that was replayed, in words.
  public func load(
    configuration path: String, progress: @escaping (String) -> Void = { _ in }
  ) throws -> LoadedInput {
    let bytes: [UInt8]
    do {
      bytes = try ByteSource.read(path)
    } catch {
      throw InputError.unreadable(error.description)
    }
    let name = InputLoader.baseName(path)
    let sources = try SourceReader.read(String(decoding: bytes, as: UTF8.self), source: name)
    var sets: [SignalSet] = []
    var files = [
      InputFile(
        name: name, size: bytes.count, sha256: InputLoader.sha256(bytes), format: "configuration",
        rows: sources.count, findings: [], credit: nil)
    ]
    let folder =
      path.contains("/") ? URL(fileURLWithPath: path).deletingLastPathComponent().path : "."
    let resolve: (String) -> String = { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
    for source in sources {
      switch source.kind {
      case .signals:
        let loaded = try load(source.paths.map(resolve))
        sets.append(loaded.signals.bearing(source.notices))
        files += loaded.files
      case .mrt:
        var settings = source.routing
        settings.placing = settings.placing.resolving(resolve)
        var routing = try RoutingSource(source.paths.map(resolve), settings: settings)
        sets.append(
          try routing.signals { bin in
            if bin.start.seconds % 86_400 == 0 { progress("routes of \(bin.start.date)") }
          }.bearing(source.notices))
        files += routing.inputs
      case .pcap:
        var settings = source.telescope
        settings.placing = settings.placing.resolving(resolve)
        progress("captures of \(settings.datasource)")
        let telescope = try TelescopeSource(source.paths.map(resolve), settings: settings)
        sets.append(try telescope.signals().bearing(source.notices))
        files += try telescope.inputs()
      case .probes:
        var settings = source.probing
        settings.list = resolve(settings.list)
        settings.scan.targets = settings.scan.targets.map(resolve)
        settings.scan.metadata = settings.scan.metadata.map(resolve)
        settings.placing = settings.placing.resolving(resolve)
        let probing = try ProbingSource(source.paths.map(resolve), settings: settings)
        sets.append(
          try probing.signals { round in
            if round.start.seconds % 86_400 == 0 { progress("probes of \(round.start.date)") }
          }.bearing(source.notices))
        files += try probing.inputs()
      }
    }
    return LoadedInput(signals: SignalSet.merging(sets), files: files)
  }

  /// Joins inputs in order; of two that state one thing the later counts.
  public static func joining(_ inputs: [LoadedInput]) -> LoadedInput {
    LoadedInput(
      signals: SignalSet.merging(inputs.map(\.signals)), files: inputs.flatMap(\.files))
  }
}

extension SignalSet {
  /// The set with further notices.
  fileprivate func bearing(_ notices: [String]) -> SignalSet {
    var set = self
    for notice in notices where !set.notices.contains(notice) { set.notices.append(notice) }
    return set
  }
}
