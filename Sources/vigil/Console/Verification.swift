import ArgumentParser
import Detection
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
    var version: String
    var command: String
    var inputs: [Input]
  }

  /// Why the run cannot be repeated.
  private struct Obstacle: Error, CustomStringConvertible {
    let description: String
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
      throw Obstacle(
        description: "\(folder.path): holds no manifest.json; name the folder of a report")
    }
    let manifest: Manifest
    do {
      manifest = try JSONDecoder().decode(Manifest.self, from: data)
    } catch {
      return ["manifest.json: is not the manifest of a report"]
    }
    let words = Array(CommandText.words(manifest.command).dropFirst(2))
    guard var command = try? ReplayCommand.parse(words) else {
      return ["manifest.json: its command is none that 'vigil replay' takes: \(manifest.command)"]
    }
    var taken: Set<String> = []
    command.input.files = try command.input.files.map { try find($0, &taken) }
    command.input.config = try command.input.config.map { try find($0, &taken) }
    command.input.entityTables = try command.input.entityTables.map { try find($0, &taken) }
    command.report.annotations = try command.report.annotations.map { try find($0, &taken) }
    if !Profile.builtIn.contains(where: { $0.name == command.judging.profile }) {
      let path = try find(command.judging.profile, &taken)
      command.judging.profile = path.contains("/") ? path : "./\(path)"
    }
    let profile = try command.judging.loadProfile()
    var loaded = try command.input.load().withoutMinutes
    if let notes = try command.report.input() { loaded.files.append(notes) }
    var differences = differing(loaded.files, from: manifest.inputs)
    if manifest.version != Vigil.version {
      differences.append(
        "manifest.json: made by version \(manifest.version), this is \(Vigil.version)")
    }
    let analysis = try Run.analysis(
      loaded, profile: profile, options: command.judging.runOptions(profile),
      command: manifest.command)
    differences += try compare(try command.report.bundle(analysis))
    return differences
  }

  /// A named input among the paths given: the path itself, its name, or a file in a folder given.
  ///
  /// Of two with one name the first that is not `taken` stands.
  private func find(_ name: String, _ taken: inout Set<String>) throws -> String {
    var found: [String] = []
    for path in inputs {
      let url = URL(fileURLWithPath: path)
      if path == name || url.lastPathComponent == name { found.append(path) }
      let inside = url.appendingPathComponent(name).path
      if FileManager.default.fileExists(atPath: inside) { found.append(inside) }
    }
    guard let path = found.first(where: { !taken.contains($0) }) ?? found.first else {
      throw Obstacle(
        description: "the report was made from '\(name)'; give it, or the folder that holds it")
    }
    taken.insert(path)
    return path
  }

  private func differing(_ files: [InputFile], from listed: [Manifest.Input]) -> [String] {
    var hashes = Dictionary(grouping: listed, by: \.name).mapValues { $0.map(\.sha256) }
    var differences: [String] = []
    for file in files {
      guard let hash = hashes[file.name]?.first else {
        differences.append("\(file.name): not among the inputs of the report")
        continue
      }
      hashes[file.name]?.removeFirst()
      if hash != file.sha256 {
        differences.append("\(file.name): not the bytes that the report was made from")
      }
    }
    for (name, rest) in hashes.sorted(by: { $0.key < $1.key }) where !rest.isEmpty {
      differences.append("\(name): the report was made from it; it was not given")
    }
    return differences
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
