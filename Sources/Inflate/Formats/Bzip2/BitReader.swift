/// Reads bits, the highest first, from memory that may be read a little beyond its last bit.
///
/// Reading on behind the end is safe for as many bytes as `padding` says, and `isOverrun` tells
/// that it happened.
@safe struct BitReader {
  /// The bytes that must follow the last bit: more than a group of 50 symbols takes at most.
  static let padding = 256

  private var next: UnsafePointer<UInt8>
  private let first: UnsafePointer<UInt8>
  /// The next bits, from the highest down.
  private var window: UInt64 = 0
  /// The number of bits of the window that were read. Above 56 bits it is filled to the brim.
  private var held = 0
  /// The bits that there are, from `first` on.
  private let bitCount: Int

  /// Reads `bytes` from the bit `start` to the bit `end`; `padding` bytes follow that one.
  init(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) {
    unsafe first = bytes
    unsafe next = bytes + start / 8
    bitCount = end
    refill()
    drop(start % 8)
  }

  /// The number of bits from the first byte to the next bit.
  var position: Int { unsafe (next - first) * 8 - held }

  /// Whether more bits were taken than there are.
  var isOverrun: Bool { position > bitCount }

  /// Makes at least 56 bits ready.
  @inline(__always)
  mutating func refill() {
    let word = unsafe UnsafeRawPointer(next).loadUnaligned(as: UInt64.self).bigEndian
    window |= word >> UInt64(truncatingIfNeeded: held)
    unsafe next += (63 &- held) >> 3
    held |= 56
  }

  /// The next `count` bits, 1 to 32, without passing over them; they must be ready.
  @inline(__always)
  func peek(_ count: Int) -> Int {
    Int(truncatingIfNeeded: window &>> UInt64(truncatingIfNeeded: 64 &- count))
  }

  /// Passes over bits that are ready.
  @inline(__always)
  mutating func drop(_ count: Int) {
    window &<<= UInt64(truncatingIfNeeded: count)
    held &-= count
  }

  /// Whether `count` bits are ready.
  @inline(__always)
  func isReady(_ count: Int) -> Bool { held >= count }

  /// Reads 1 to 32 bits; nil behind the end.
  mutating func read(_ count: Int) -> Int? {
    refill()
    let value = peek(count)
    drop(count)
    return isOverrun ? nil : value
  }
}
