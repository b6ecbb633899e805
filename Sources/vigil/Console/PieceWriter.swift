import Foundation

/// Writes a file in pieces, under another name until it is whole.
enum PieceWriter {
  static func write(_ path: String, _ body: (@escaping ([UInt8]) throws -> Void) throws -> Void)
    throws
  {
    let url = URL(fileURLWithPath: path)
    let part = url.appendingPathExtension("part")
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: part)
      let handle = try FileHandle(forWritingTo: part)
      defer { try? handle.close() }
      try body { try handle.write(contentsOf: Data($0)) }
      guard rename(part.path, url.path) == 0 else {
        throw WriteError(place: path, reason: String(cString: strerror(errno)))
      }
    } catch let error as WriteError {
      throw error
    } catch {
      throw WriteError(place: path, error)
    }
  }
}
