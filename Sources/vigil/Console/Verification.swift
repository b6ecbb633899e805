import ArgumentParser
import Engine
import Foundation
import Reports

/// Repeats the run behind a report and tells where the bytes differ.
struct Verification {
  /// What the manifest must hold.
  private struct Manifest: Decodable {
    struct Input: Decodable {
      var name: String
      var sha256: String?
    }
    var command: String
    var profile: String
    var inputs: [Input]
  }

  private let folder: URL
  private let inputs: [String]

  init(report: String, inputs: [String]) {
    folder = URL(fileURLWithPath: report, isDirectory: true)
    self.inputs = inputs
  }

  func differences() throws -> [String] {
    let data: Data
    do {
      data = try Data(contentsOf: folder.appendingPathComponent("manifest.json"))
    } catch {
      throw ValidationError("\(folder.path): holds no manifest.json; name the folder of a report")
    }
    let manifest: Manifest
    do {
      manifest = try JSONDecoder().decode(Manifest.self, from: data)
    } catch {
      return ["manifest.json: cannot be read as a manifest: \(error)"]
    }
    let words = Array(CommandText.words(manifest.command).dropFirst(2))
    var command = try ReplayCommand.parse(words)
    let asked = command.input.files
    command.input.files = try asked.map { try find($0) }
    command.input.entityTables = try command.input.entityTables.map { try find($0) }
    command.report.annotations = try command.report.annotations.map { try find($0) }
    let loaded = try command.input.load()
    var differences = differing(loaded.files, from: manifest.inputs)
    let profile = try ProfileReader.read(manifest.profile, source: "manifest.json, profile")
    let analysis = try Run.analysis(
      loaded, profile: profile, options: command.judging.runOptions(profile),
      command: manifest.command)
    differences += try compare(try command.report.bundle(analysis))
    return differences
  }

  /// A named input among the paths given: the path itself, its name, or a file in a folder given.
  private func find(_ name: String) throws -> String {
    for path in inputs {
      let url = URL(fileURLWithPath: path)
      if path == name || url.lastPathComponent == name { return path }
      let inside = url.appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: inside.path) { return inside.path }
    }
    throw ValidationError(
      "the report was made from '\(name)'; give it, or the folder that holds it")
  }

  private func differing(_ files: [InputFile], from listed: [Manifest.Input]) -> [String] {
    let hashes = Dictionary(listed.map { ($0.name, $0.sha256) }) { first, _ in first }
    return files.compactMap { file in
      guard let hash = hashes[file.name] else {
        return "\(file.name): not among the inputs of the report"
      }
      return hash == file.sha256 ? nil : "\(file.name): not the bytes that the report was made from"
    }
  }

  private func compare(_ bundle: ReportBundle) throws -> [String] {
    var differences: [String] = []
    for file in bundle.files {
      let url = folder.appendingPathComponent(file.path)
      guard let data = FileManager.default.contents(atPath: url.path) else {
        differences.append("\(file.path): missing in the report")
        continue
      }
      let theirs = [UInt8](data)
      if theirs != file.bytes {
        let at = zip(theirs, file.bytes).enumerated().first { $0.element.0 != $0.element.1 }
        let place = at?.offset ?? min(theirs.count, file.bytes.count)
        differences.append("\(file.path): differs from byte \(place) on")
      }
    }
    let known = Set(bundle.files.map(\.path))
    let present =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for path in present.sorted() where !known.contains(path) {
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent(path).path, isDirectory: &isDirectory)
      if !isDirectory.boolValue { differences.append("\(path): not part of the report") }
    }
    return differences
  }
}
