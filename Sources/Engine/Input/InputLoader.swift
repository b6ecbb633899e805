import Crypto
import Foundation
import Inflate
public import SignalFiles
import Timeline

/// Reads the inputs that a command names: files, folders, standard input.
///
/// A folder stands for its files with a known suffix, in order of name; of those, tables of entities
/// are taken as membership and files that are not signals are findings. A file that is named itself
/// must be readable.
public struct InputLoader: Sendable {
  private let reader: SignalReader

  /// Creates a loader.
  public init(_ options: SignalReadingOptions = SignalReadingOptions()) {
    reader = SignalReader(options)
  }

  /// Reads all `paths` and the tables of entities in `entityTables`.
  public func load(
    _ paths: [String], entityTables: [String] = []
  ) throws(InputError) -> LoadedInput {
    guard paths.count(where: { $0 == "-" }) <= 1 else { throw .repeatedStandardInput }
    var sets: [SignalSet] = []
    var files: [InputFile] = []
    for path in paths {
      let isFolder = InputLoader.isFolder(path)
      for file in try InputLoader.files(of: path) {
        try read(file, name: InputLoader.baseName(file), isNamed: !isFolder, &sets, &files)
      }
    }
    for path in entityTables {
      let bytes = try bytes(of: path)
      try readEntities(bytes, name: InputLoader.baseName(path), &sets, &files)
    }
    return LoadedInput(signals: SignalSet.merging(sets), files: files)
  }

  private func bytes(of path: String) throws(InputError) -> [UInt8] {
    do {
      return try ByteSource.read(path)
    } catch {
      throw .unreadable(error.description)
    }
  }

  private func read(
    _ path: String, name: String, isNamed: Bool, _ sets: inout [SignalSet],
    _ files: inout [InputFile]
  ) throws(InputError) {
    let bytes = try bytes(of: path)
    if !isNamed, InputLoader.isAnnotationTable(bytes) { return }
    if EntityTableReader.isEntityTable(bytes) {
      return try readEntities(bytes, name: name, &sets, &files)
    }
    do {
      let file = try reader.read(bytes, name: name)
      sets.append(file.signals)
      files.append(
        InputFile(
          name: name, size: bytes.count, sha256: InputLoader.sha256(bytes),
          format: file.format.rawValue, rows: file.rows,
          findings: file.signals.findings.findings,
          credit: file.signals.credits.isEmpty
            ? nil : file.signals.credits.joined(separator: "; ")))
    } catch {
      guard !isNamed else { throw .content(error) }
      var log = FindingLog()
      log.record(
        Finding(
          kind: "not-a-signal-file", source: name, place: error.place, detail: error.detail,
          disposition: "skipped, because the folder was named and not the file"))
      sets.append(SignalSet(findings: log))
    }
  }

  private func readEntities(
    _ bytes: [UInt8], name: String, _ sets: inout [SignalSet], _ files: inout [InputFile]
  ) throws(InputError) {
    do {
      let table = try EntityTableReader.read(bytes, name: name)
      let hash = InputLoader.sha256(bytes)
      // A table in a folder may be named as an option too.
      guard !files.contains(where: { $0.name == name && $0.sha256 == hash }) else { return }
      sets.append(SignalSet(membership: table.membership, findings: table.findings))
      files.append(
        InputFile(
          name: name, size: bytes.count, sha256: InputLoader.sha256(bytes), format: "entities",
          rows: table.membership.names.count, findings: table.findings.findings, credit: nil))
    } catch {
      throw .content(error)
    }
  }

  /// SHA-256 of bytes in lower-case hexadecimal.
  public static func sha256(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  /// Bytes in lower-case hexadecimal.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.utf8.count == 1 ? "0\(text)" : text
    }.joined()
  }

  /// Whether a file holds annotations, which reports take and signals do not.
  public static func isAnnotationTable(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: Array("from,until,zone,".utf8))
  }

  /// The last part of a path; `-` for standard input.
  public static func baseName(_ path: String) -> String {
    path == "-" ? path : URL(fileURLWithPath: path).lastPathComponent
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  private static let suffixes = ["json", "csv", "ndjson", "txt", "tsv"]

  /// The files that a path stands for: itself, or those of a folder with a known suffix, by name.
  public static func files(of path: String) throws(InputError) -> [String] {
    isFolder(path) ? try files(in: path).map { "\(path)/\($0)" } : [path]
  }

  private static func files(in folder: String) throws(InputError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .unreadable("\(folder): cannot be listed")
    }
    let known = names.filter { name in
      let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
      return suffixes.contains { plain.hasSuffix(".\($0)") }
    }
    guard !known.isEmpty else { throw .emptyFolder(folder) }
    return known.sorted()
  }
}
