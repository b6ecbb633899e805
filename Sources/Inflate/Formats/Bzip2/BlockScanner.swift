/// Cuts a bzip2 file into units, at every place where a block or the end of a stream may begin.
@safe final class BlockScanner {
  private static let pieceSize = 1 << 18
  private static let blockMagic: UInt64 = 0x3141_5926_5359
  private static let endMagic: UInt64 = 0x1772_4538_5090
  /// For each byte, by which numbers of bits a magic number may be shifted that has this byte as
  /// the first that is all its own.
  private static let shifts: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for magic in [blockMagic, endMagic] {
      for shift in 0..<8 { table[Int(magic >> UInt64(32 + shift) & 0xFF)] |= 1 << UInt8(shift) }
    }
    return table
  }()

  private let reader: InputReader
  /// The bytes of the unit that is not ended yet.
  private var open: [UInt8] = []
  private var openKind = BlockUnit.Kind.head
  private var openStart: UInt64 = 0
  /// Bytes that were read, from the first whose bits were not all looked at.
  private var ahead: [UInt8] = []
  /// The place of the first byte of `ahead` in the file.
  private var offset: UInt64 = 0
  private(set) var isEnded = false

  init(_ reader: InputReader) { self.reader = reader }

  /// Reads on, and returns the units that were ended by what was read.
  func scan() throws(InflateError) -> [BlockUnit] {
    let piece = try reader.read(atMost: Self.pieceSize)
    if piece.isEmpty { return finish() }
    ahead += piece
    return look(at: max(0, ahead.count - 8))
  }

  /// Looks for numbers that begin in the first `count` bytes ahead, and takes these away.
  private func look(at count: Int) -> [BlockUnit] {
    var units: [BlockUnit] = []
    var kept = 0
    let found = unsafe ahead.withUnsafeBytes { unsafe Self.matches(in: $0, first: count) }
    for (index, shift, kind) in found {
      // The byte in which the number begins belongs to both units.
      keep(ahead[kept...index])
      units.append(close(at: (offset + UInt64(index)) * 8 + UInt64(shift), isLast: false))
      openKind = kind
      kept = index
    }
    keep(ahead[kept..<count])
    ahead.removeFirst(count)
    offset += UInt64(count)
    return units
  }

  /// The numbers that begin in the first bytes: byte, bit within it, kind. Seven bytes follow each.
  private static func matches(
    in bytes: UnsafeRawBufferPointer, first count: Int
  ) -> [(index: Int, shift: Int, kind: BlockUnit.Kind)] {
    var found: [(index: Int, shift: Int, kind: BlockUnit.Kind)] = []
    guard let base = bytes.baseAddress else { return [] }
    unsafe shifts.withUnsafeBufferPointer { shifts in
      for index in 0..<count {
        let mask = unsafe shifts[Int(bytes[index &+ 1])]
        if mask == 0 { continue }
        let word = unsafe (base + index).loadUnaligned(as: UInt64.self).bigEndian
        for shift in 0..<8 where mask >> UInt8(shift) & 1 != 0 {
          let number = (word << UInt64(shift)) >> 16
          if number == blockMagic { found.append((index, shift, .block)) }
          if number == endMagic { found.append((index, shift, .end)) }
        }
      }
    }
    return found
  }

  /// Ends the last unit with the input.
  private func finish() -> [BlockUnit] {
    isEnded = true
    let count = ahead.count
    ahead += [UInt8](repeating: 0, count: 8)
    var units = look(at: count)
    units.append(close(at: offset * 8, isLast: true))
    return units
  }

  private func keep(_ bytes: ArraySlice<UInt8>) {
    let room = BlockUnit.mostBytes - open.count
    if room > 0 { open += bytes.prefix(room) }
  }

  /// Ends the open unit at a bit and begins one there.
  private func close(at bit: UInt64, isLast: Bool) -> BlockUnit {
    let firstByte = openStart / 8
    let bits = min(bit - firstByte * 8, UInt64(open.count * 8))
    let unit = BlockUnit(
      kind: openKind, startBit: openStart, bytes: open, bitCount: Int(bits), isLast: isLast)
    open.removeAll(keepingCapacity: true)
    openStart = bit
    return unit
  }
}
