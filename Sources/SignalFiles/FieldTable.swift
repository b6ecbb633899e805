/// Numbers the different pairs of byte ranges of one buffer, in the order in which they come.
///
/// Rows of a file name the same few signals again and again; this finds the number of a pair
/// without making strings. Open addressing with linear probing; O(1) expected a look-up.
struct FieldTable {
  private struct Entry {
    var hash: UInt64
    var first: Range<Int>
    var second: Range<Int>
  }

  private var entries: [Entry] = []
  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var last = -1

  /// The number of different pairs.
  var count: Int { entries.count }

  /// The number of the pair of fields; new pairs get the next number.
  @inline(__always)
  mutating func number(_ bytes: [UInt8], _ first: Range<Int>, _ second: Range<Int>) -> Int {
    if last >= 0, matches(bytes, entries[last], first, second) { return last }
    last = find(bytes, first, second)
    return last
  }

  private mutating func find(_ bytes: [UInt8], _ first: Range<Int>, _ second: Range<Int>) -> Int {
    var hash = bytes.hash(first, seed: 0xCBF2_9CE4_8422_2325)
    hash = bytes.hash(second, seed: (hash ^ 0x100) &* 0x0000_0100_0000_01B3)
    // The low bits of this hash are its weakest.
    hash ^= hash >> 32
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, matches(bytes, entry, first, second) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(entries.count)
    entries.append(Entry(hash: hash, first: first, second: second))
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  @inline(__always)
  private func matches(
    _ bytes: [UInt8], _ entry: Entry, _ first: Range<Int>, _ second: Range<Int>
  ) -> Bool {
    bytes.areEqual(entry.second, second) && bytes.areEqual(entry.first, first)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (number, entry) in entries.enumerated() {
      var slot = Int(entry.hash & UInt64(slots.count - 1))
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
