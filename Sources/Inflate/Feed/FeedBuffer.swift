import Glibc

/// Memory that one side fills and the other shows as its window.
///
/// Bytes are written behind a headroom, into which the consumer copies what it had left, so that
/// the leftover and the new bytes are one piece without moving the new ones.
@safe final class FeedBuffer: @unchecked Sendable {
  /// The room in front of the bytes that are written.
  static let headroom = 1 << 16

  private var memory: UnsafeMutableRawPointer
  private var size: Int
  /// The place of the first byte.
  private(set) var start = FeedBuffer.headroom
  /// The place behind the last byte.
  private(set) var end = FeedBuffer.headroom
  /// The size at which it was made.
  private let initialSize: Int
  /// What was found damaged where the bytes of this buffer begin or end.
  var damage: [StreamDamage] = []

  /// Creates a buffer into which `capacity` bytes can be written.
  init(capacity: Int) {
    size = Self.headroom + capacity
    initialSize = size
    unsafe memory = .allocate(byteCount: size, alignment: 64)
  }

  deinit { unsafe memory.deallocate() }

  /// The number of bytes that are held.
  var count: Int { end &- start }

  /// The number of bytes that can still be written.
  var room: Int { size &- end }

  /// Whether the buffer has grown so much that it should not be kept for another use.
  var isOversize: Bool { size > 4 * initialSize }

  /// The bytes that are held.
  var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: memory + start, count: count)
  }

  /// The memory that can still be written; `advance` says how much of it was.
  var free: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: memory + end, count: room)
  }

  /// Counts `count` bytes as written.
  func advance(_ count: Int) { end += min(max(0, count), room) }

  /// Passes over `count` bytes at the start.
  func drop(_ count: Int) { start += min(max(0, count), self.count) }

  /// Empties the buffer for another use.
  func reset() {
    start = Self.headroom
    end = start
    damage = []
  }

  /// Writes the bytes of another buffer behind those that are held; there must be room.
  func append(_ other: FeedBuffer) {
    let count = min(other.count, room)
    guard count > 0 else { return }
    unsafe memcpy(memory + end, other.memory + other.start, count)
    end += count
  }

  /// Copies the bytes of another buffer in front of those that are held, where they fit.
  func prepend(_ other: FeedBuffer) -> Bool {
    let count = other.count
    guard count <= start else { return false }
    unsafe memcpy(memory + (start - count), other.memory + other.start, count)
    start -= count
    return true
  }

  /// Makes room for at least `count` more bytes, by moving the bytes or by taking more memory.
  func reserve(_ count: Int) {
    if count <= room { return }
    let held = self.count
    let needed = Self.headroom + held + count
    // Moving within the buffer is worth it while each byte moves but a few times.
    if needed <= size, held <= size / 2 {
      unsafe memmove(memory + Self.headroom, memory + start, held)
    } else {
      let larger = max(needed, size * 2)
      let fresh = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 64)
      unsafe memcpy(fresh + Self.headroom, memory + start, held)
      unsafe memory.deallocate()
      unsafe memory = fresh
      size = larger
    }
    start = Self.headroom
    end = start + held
  }
}
