/// The first 64 bytes of a table's image.
///
/// Magic, format version, a mark of the byte order, the numbers that the layout follows from, and a
/// checksum of all that stands behind it.
struct TableHeader {
  private static let magic: UInt64 = 0x0A4C_4241_5449_4756  // "VIGTABL\n" backwards.
  private static let byteOrder: UInt32 = 0x0102_0304

  let layout: TableLayout

  init(_ layout: TableLayout) { self.layout = layout }

  /// Reads the header of an image; nothing unless the memory is a whole image of this version.
  init?(_ memory: TableMemory) {
    guard memory.count >= TableLayout.headerSize else { return nil }
    let bytes = unsafe memory.bytes
    func word(_ offset: Int) -> UInt64 {
      unsafe bytes.load(fromByteOffset: offset, as: UInt64.self)
    }
    guard word(0) == TableHeader.magic, word(8) == TableHeader.stamp,
      let layout = TableLayout(
        pieces4: Int(truncatingIfNeeded: word(16)), pieces6: Int(truncatingIfNeeded: word(24)),
        metadataCount: Int(truncatingIfNeeded: word(32))),
      layout.total == memory.count, word(40) == UInt64(memory.count), word(56) == 0,
      word(48) == TableChecksum.sum(of: memory, from: TableLayout.headerSize)
    else { return nil }
    self.layout = layout
  }

  /// The format's version of an image that begins with these bytes; nothing unless this machine's
  /// code wrote it.
  static func version(ofHead head: [UInt8]) -> Int? {
    guard head.count >= 16 else { return nil }
    // Numbers are in the machine's byte order.
    func word(_ range: Range<Int>) -> UInt64 {
      head[range].reversed().reduce(0) { $0 << 8 | UInt64($1) }.littleEndian
    }
    let stamp = word(8..<16)
    guard word(0..<8) == magic, UInt32(truncatingIfNeeded: stamp) == byteOrder else { return nil }
    return Int(stamp >> 32)
  }

  /// Writes the header over the first bytes, when all others stand.
  func write(to memory: TableMemory) {
    let words = unsafe memory.section(0, 8, of: UInt64.self)
    unsafe words[0] = TableHeader.magic
    unsafe words[1] = TableHeader.stamp
    unsafe words[2] = UInt64(layout.pieces4)
    unsafe words[3] = UInt64(layout.pieces6)
    unsafe words[4] = UInt64(layout.metadataCount)
    unsafe words[5] = UInt64(layout.total)
    unsafe words[6] = TableChecksum.sum(of: memory, from: TableLayout.headerSize)
    unsafe words[7] = 0
  }

  private static var stamp: UInt64 { UInt64(TableLayout.version) << 32 | UInt64(byteOrder) }
}
