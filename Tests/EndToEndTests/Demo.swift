import Foundation

/// The demo, run once for all tests that look at it.
final class Demo: Sendable {
  /// The run, or why it could not be made.
  static let shared = Result { try Demo() }

  let outcome: VigilProgram.Outcome
  /// The files of the report by their paths.
  let files: [String: [UInt8]]

  private init() throws {
    let folder = try TemporaryFolder()
    outcome = try VigilProgram(in: folder).run(try Sample.replay(to: "out"))
    let paths = try folder.files(below: "out")
    files = Dictionary(
      uniqueKeysWithValues: try paths.map { ($0, try folder.bytes(of: "out/\($0)")) })
  }

  /// A file of the report as text.
  func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  /// Writes the report into a folder.
  func write(to name: String, in folder: TemporaryFolder) throws {
    for (path, bytes) in files { try folder.write(bytes, to: "\(name)/\(path)") }
  }
}
