import Crypto
import Foundation
public import Probing
import Timeline

/// Reads lists of blocks, and keeps a compact form of large ones.
///
/// IODA's list is 11 GB of JSON; its compact form is 170 MB and read in a second. It is kept under a name
/// made of the list's path, size and time of change, and deleted when nobody used it for 90 days.
public struct BlockListLoader: Sendable {
  /// The folder of compact forms; none is kept without it.
  public let folder: String?

  /// The size from which a list is worth it.
  static let leastSize = 64 << 20
  private static let unusedLimit: TimeInterval = 90 * 86_400

  /// Creates a loader that keeps compact forms in a folder.
  public init(folder: String? = AtlasLoader.defaultCacheFolder) { self.folder = folder }

  /// Reads a list. Throws `BlockListError`; that a compact form cannot be kept is no error.
  public func read(_ path: String) throws(BlockListError) -> BlockListReading {
    guard let kept = place(of: path) else {
      return try BlockListReader.read(BlockListInput(path: path))
    }
    if FileManager.default.fileExists(atPath: kept),
      let reading = try? BlockListReader.read(BlockListInput(path: kept))
    {
      try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: kept)
      return reading
    }
    let reading = try BlockListReader.read(BlockListInput(path: path))
    // A list with damage is read anew each time, so that its findings are said each time.
    if reading.findings.findings.allSatisfy({ $0.kind == "excluded-block" }) {
      keep(reading.list, at: kept)
    }
    return reading
  }

  /// Where the compact form of a file stands; nothing for a small one or no regular file.
  private func place(of path: String) -> String? {
    guard let folder, let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let size = attributes[.size] as? Int, size >= BlockListLoader.leastSize,
      let changed = attributes[.modificationDate] as? Date
    else { return nil }
    let whole = URL(fileURLWithPath: path).standardizedFileURL.path
    let key = "\(whole)\n\(size)\n\(changed.timeIntervalSince1970)"
    let name = SHA256.hash(data: Array(key.utf8)).prefix(16).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\(folder)/blocks-\(name.joined()).cache"
  }

  private func keep(_ list: BlockList, at path: String) {
    let files = FileManager.default
    guard let folder else { return }
    try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard (try? BlockListWriter.cache(list, to: path)) != nil else { return }
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? []
    where name.wholeMatch(of: /blocks-[0-9a-f]{32}\.cache/) != nil {
      let other = "\(folder)/\(name)"
      guard let changed = try? files.attributesOfItem(atPath: other)[.modificationDate] as? Date,
        Date().timeIntervalSince(changed) > BlockListLoader.unusedLimit
      else { continue }
      try? files.removeItem(atPath: other)
    }
  }
}
