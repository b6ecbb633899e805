import Glibc

/// The memory of a table: anonymous while it is built, or a file mapped for reading.
@safe @usableFromInline
final class TableMemory: @unchecked Sendable {
  /// The first byte, on a page's boundary.
  let base: UnsafeMutableRawPointer
  /// The size in bytes.
  let count: Int

  /// Takes anonymous memory, zeroed.
  init(count: Int) throws(AtlasError) {
    guard count > 0,
      let base = unsafe mmap(
        nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      unsafe base != MAP_FAILED
    else { throw .system(action: "reserving \(count) bytes", code: errno) }
    // A table is read at random: fewer, larger pages cost fewer misses.
    unsafe madvise(base, count, MADV_HUGEPAGE)
    unsafe self.base = base
    self.count = count
  }

  /// Maps a file; nothing when it cannot be had or is empty. Whoever writes such files replaces
  /// them whole, so that a mapped one never changes.
  init?(path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > 0,
      let base = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe base != MAP_FAILED
    else { return nil }
    unsafe self.base = base
    count = Int(status.st_size)
  }

  deinit { unsafe munmap(base, count) }

  /// All bytes.
  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: base, count: count) }

  /// The first of the values of a section; the caller knows that they lie within the memory.
  func pointer<Value: BitwiseCopyable>(
    _ offset: Int, _ count: Int, of type: Value.Type
  ) -> UnsafePointer<Value> {
    unsafe UnsafePointer((base + offset).bindMemory(to: type, capacity: count))
  }

  /// The values of a section, to be written while nobody else knows of the memory.
  func section<Value: BitwiseCopyable>(
    _ offset: Int, _ count: Int, of type: Value.Type
  ) -> UnsafeMutableBufferPointer<Value> {
    unsafe UnsafeMutableBufferPointer(
      start: (base + offset).bindMemory(to: type, capacity: count), count: count)
  }
}
