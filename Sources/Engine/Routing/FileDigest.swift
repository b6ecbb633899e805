import Crypto
import Foundation

/// The size and hash of a file, read in pieces.
struct FileDigest {
  /// The bytes.
  let size: Int
  /// SHA-256 in lower-case hexadecimal.
  let sha256: String

  /// Reads the file at `path` from end to end.
  init(path: String) throws(InputError) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable("\(path): cannot be read")
    }
    defer { try? handle.close() }
    var hash = SHA256()
    var count = 0
    do {
      while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        hash.update(data: piece)
        count += piece.count
      }
    } catch {
      throw .unreadable("\(path): cannot be read (\(error))")
    }
    size = count
    sha256 = InputLoader.hexadecimal(hash.finalize())
  }
}
