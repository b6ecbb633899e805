/// Sessions within one word of columns that see one origin of a prefix, to be entered at once.
struct SessionBatch {
  private(set) var word = 0
  private(set) var origin: UInt32 = 0
  private(set) var bits: UInt64 = 0

  /// Takes a session in; false where the batch holds others of another word or origin.
  @inline(__always)
  mutating func take(_ column: Int, _ origin: UInt32) -> Bool {
    if bits == 0 {
      word = column >> 6
      self.origin = origin
    } else if column >> 6 != word || origin != self.origin {
      return false
    }
    bits |= 1 << UInt64(column & 63)
    return true
  }
}
