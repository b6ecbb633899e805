import Glibc
import Synchronization

/// A file without a name for packed octets that would take too much memory; it ends with its last user.
final class SpillFile: Sendable {
  /// A place in a file.
  struct Place: Sendable {
    let file: SpillFile
    let offset: Int
    let count: Int
  }

  private let descriptor: Int32
  private let end = Mutex(0)

  /// Makes a file in `TMPDIR`, or in /var/tmp; nothing where that cannot be done.
  init?() {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/var/tmp"
    var path = Array("\(folder)/vigil-XXXXXX".utf8CString)
    descriptor = unsafe path.withUnsafeMutableBufferPointer { buffer in
      guard let name = buffer.baseAddress else { return -1 }
      let descriptor = unsafe mkstemp(name)
      if descriptor >= 0 { unsafe unlink(name) }
      return descriptor
    }
    guard descriptor >= 0 else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes octets behind all others; nothing where there is no room for them.
  func append(_ bytes: [UInt8]) -> Place? {
    end.withLock { end in
      var done = 0
      while done < bytes.count {
        let written = unsafe bytes.withUnsafeBytes { buffer in
          guard let start = buffer.baseAddress else { return 0 }
          return unsafe pwrite(descriptor, start + done, buffer.count - done, end + done)
        }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return nil }
        done += written
      }
      defer { end += bytes.count }
      return Place(file: self, offset: end, count: bytes.count)
    }
  }

  /// Reads what was written at a place. A disk that loses it ends the process, because there is no
  /// count without it.
  func read(_ place: Place) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: place.count) { buffer, filled in
      var done = 0
      while done < place.count, let start = buffer.baseAddress {
        let got = unsafe pread(descriptor, start + done, place.count - done, place.offset + done)
        if got < 0, errno == EINTR { continue }
        precondition(got > 0, "the disk lost a temporary file")
        done += got
      }
      filled = done
    }
  }
}
