import Inflate
import Scenario

/// The archive of the world, written once for all tests.
final class ArchiveFolder: Sendable {
  /// The archive, or why it could not be made.
  static let shared = Result { try ArchiveFolder() }

  let archive: RouteArchive
  let size: RouteArchive.Size
  /// The paths in the order in which they were written.
  let paths: [String]
  let files: [String: [UInt8]]

  private struct Nothing: Error {}

  private init() throws {
    guard let world = IranWorld.world, let archive = RouteArchive(of: world) else {
      throw Nothing()
    }
    var paths: [String] = []
    var files: [String: [UInt8]] = [:]
    size = try archive.write { path, bytes in
      paths.append(path)
      files[path] = bytes
    }
    self.archive = archive
    self.paths = paths
    self.files = files
  }

  /// The content of a file, decompressed where it is compressed.
  func bytes(_ path: String) throws -> [UInt8] {
    let bytes = files[path] ?? []
    return Gzip.isGzip(bytes) ? try Gzip.decompress(bytes).bytes : bytes
  }

  func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// The paths of a collector's tables or updates, in order of time.
  func paths(_ collector: String, _ name: String) -> [String] {
    paths.filter { $0.hasPrefix("\(collector)/") && $0.contains("/\(name).") }.sorted()
  }
}
