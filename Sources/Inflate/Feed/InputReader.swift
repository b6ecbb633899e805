import Glibc
import Synchronization

/// The bytes of a file, a pipe or memory, in order; a regular file can be read again from a place.
@safe final class InputReader: @unchecked Sendable {
  /// The name for messages.
  let path: String
  /// Whether the input is a regular file or memory: it never waits, and can be read again.
  let isSeekable: Bool
  /// The number of bytes, where that is known.
  let size: UInt64?
  /// The place of the next byte that is read.
  private(set) var offset: UInt64 = 0

  private let descriptor: Int32
  private let isOwner: Bool
  private let memory: [UInt8]
  /// What was read to find out the format.
  private var firstBytes: [UInt8] = []
  private let isStopped = Atomic<Bool>(false)

  /// Reads from memory.
  init(bytes: [UInt8], name: String) {
    path = name
    memory = bytes
    descriptor = -1
    isOwner = false
    isSeekable = true
    size = UInt64(bytes.count)
  }

  /// Opens a file, or standard input for `-`.
  init(path: String) throws(InflateError) {
    self.path = path
    memory = []
    isOwner = path != "-"
    descriptor = isOwner ? unsafe open(path, O_RDONLY | O_CLOEXEC) : 0
    guard descriptor >= 0 else { throw .cannotRead(path: path, code: errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Self.failure(path, closing: isOwner ? descriptor : -1)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      if isOwner { close(descriptor) }
      throw .isDirectory(path: path)
    }
    // Files below /proc call themselves regular and empty.
    isSeekable = isOwner && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
    size = isSeekable ? UInt64(status.st_size) : nil
  }

  private static func failure(_ path: String, closing descriptor: Int32) -> InflateError {
    let code = errno
    if descriptor >= 0 { close(descriptor) }
    return .cannotRead(path: path, code: code)
  }

  deinit { if isOwner, descriptor >= 0 { close(descriptor) } }

  /// Makes a read that waits for a pipe end soon.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Goes back to a place; only where `isSeekable` holds.
  func seek(to offset: UInt64) { self.offset = offset }

  /// Looks at the first bytes without passing over them. Call it once, before anything is read.
  func peek(_ count: Int) throws(InflateError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let piece = try read(atMost: count - bytes.count)
      if piece.isEmpty { break }
      bytes += piece
    }
    offset = 0
    if !isSeekable { firstBytes = bytes }
    return bytes
  }

  /// Maps a regular file into memory; nil where the input is none or the system does not want to.
  func map() -> UnsafeRawBufferPointer? {
    guard isSeekable, descriptor >= 0, let size, let count = Int(exactly: size) else { return nil }
    guard let memory = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe memory != MAP_FAILED
    else { return nil }
    unsafe madvise(memory, count, MADV_SEQUENTIAL)
    unsafe madvise(memory, count, MADV_WILLNEED)
    return unsafe UnsafeRawBufferPointer(start: memory, count: count)
  }

  /// Reads what comes next, at most `count` bytes; none at the end.
  func read(atMost count: Int) throws(InflateError) -> [UInt8] {
    var failure: InflateError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(InflateError) {
        unsafe filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Reads what comes next, at most as much as `target` holds; 0 at the end.
  func read(into target: UnsafeMutableRawBufferPointer) throws(InflateError) -> Int {
    guard let base = target.baseAddress, target.count > 0 else { return 0 }
    var got = 0
    if offset < UInt64(firstBytes.count) {
      let rest = firstBytes[Int(offset)...].prefix(target.count)
      unsafe target.copyBytes(from: rest)
      got = rest.count
    } else if descriptor < 0 {
      guard offset < UInt64(memory.count) else { return 0 }
      let rest = memory[Int(offset)...].prefix(target.count)
      unsafe target.copyBytes(from: rest)
      got = rest.count
    } else {
      while true {
        if isSeekable {
          unsafe got = pread(descriptor, base, target.count, Int(truncatingIfNeeded: offset))
        } else {
          guard try waitForInput() else { return 0 }
          unsafe got = Glibc.read(descriptor, base, target.count)
        }
        if got >= 0 { break }
        let code = errno
        guard code == EINTR || code == EAGAIN else { throw .cannotRead(path: path, code: code) }
      }
    }
    offset += UInt64(got)
    return got
  }

  /// Waits until a pipe has something to read; false when `stop` was called.
  private func waitForInput() throws(InflateError) -> Bool {
    while true {
      if isStopped.load(ordering: .relaxed) { return false }
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&entry, 1, 100)
      if ready > 0 { return true }
      if ready < 0 {
        let code = errno
        guard code == EINTR || code == EAGAIN else { throw .cannotRead(path: path, code: code) }
      }
    }
  }
}
