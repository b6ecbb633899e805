/// Decodes blocks of bzip2, one at a time, in memory that is used again for the next.
///
/// A block is: a checksum, the place at which the sorted rotations hold the text, the bytes in use,
/// two to six Huffman codes, for each 50 symbols the code they are in, and the symbols. These are
/// places in a list of bytes that moves each byte used to its front, with the runs of the place 0
/// as numbers. They give the last column of the sorted rotations, out of which `invert` gets the
/// text and `write` the bytes, by expanding runs.
@safe final class BlockDecoder {
  /// The most bytes that a block holds before its runs are expanded.
  static let largestBlock = 900_000
  /// The symbols between two choices of a code.
  private static let groupSize = 50
  /// The most groups that a block can need.
  private static let mostSelectors = 18_002

  /// How decoding a block ended.
  enum Outcome: Equatable {
    /// All of it was read.
    case complete
    /// The bits that were given are all used up within the block.
    case overrun
    /// It is not a block, or a damaged one.
    case corrupt
    /// It is randomised.
    case unsupported
  }

  /// The last column of the sorted rotations.
  let column = UnsafeMutablePointer<UInt8>.allocate(capacity: BlockDecoder.largestBlock + 64)
  /// The number of bytes in the column.
  private(set) var length = 0
  /// How often each byte is in the column.
  private(set) var counts = [Int](repeating: 0, count: 256)
  /// The place in the sorted rotations of the text itself.
  private(set) var origin = 0
  /// The checksum that the block says its bytes have.
  private(set) var checksum: UInt32 = 0
  /// The place behind the last bit that was read.
  private(set) var endBit = 0
  let inverse = InverseTransform()

  private let tables = (0..<6).map { _ in HuffmanTable() }
  private var selectors = [UInt8](repeating: 0, count: BlockDecoder.mostSelectors)
  private var bytesInUse: [UInt8] = []

  deinit { unsafe column.deallocate() }

  /// Reads a block whose number of 48 bits begins at the bit `start`; `BitReader.padding` bytes
  /// must follow the bit `end`.
  func read(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Outcome {
    var bits = unsafe BitReader(bytes, from: start, to: end)
    guard bits.read(24) != nil, bits.read(24) != nil, let checksum = bits.read(32),
      let randomised = bits.read(1), let origin = bits.read(24)
    else { return .overrun }
    self.checksum = UInt32(checksum)
    self.origin = origin
    if randomised != 0 { return .unsupported }
    let outcome = readTables(&bits)
    guard case .complete(let tableCount, let selectorCount) = outcome else {
      return bits.isOverrun ? .overrun : .corrupt
    }
    let end = readSymbols(&bits, tableCount: tableCount, selectorCount: selectorCount)
    endBit = bits.position
    if bits.isOverrun { return .overrun }
    guard end == .complete, origin < length else { return .corrupt }
    return .complete
  }

  private enum TableOutcome {
    case complete(tables: Int, selectors: Int)
    case failed
  }

  /// Reads the bytes in use, the choices of codes and the codes.
  private func readTables(_ bits: inout BitReader) -> TableOutcome {
    guard let ranges = bits.read(16) else { return .failed }
    bytesInUse.removeAll(keepingCapacity: true)
    for range in 0..<16 where ranges >> (15 - range) & 1 != 0 {
      guard let members = bits.read(16) else { return .failed }
      for member in 0..<16 where members >> (15 - member) & 1 != 0 {
        bytesInUse.append(UInt8(range * 16 + member))
      }
    }
    guard !bytesInUse.isEmpty, let tableCount = bits.read(3), (2...6).contains(tableCount),
      let selectorCount = bits.read(15), selectorCount > 0,
      readSelectors(&bits, count: selectorCount, tables: tableCount)
    else { return .failed }
    var lengths = [UInt8](repeating: 0, count: bytesInUse.count + 2)
    for table in 0..<tableCount {
      guard var length = bits.read(5) else { return .failed }
      for symbol in lengths.indices {
        while true {
          guard (1...HuffmanTable.longest).contains(length), let goesOn = bits.read(1) else {
            return .failed
          }
          if goesOn == 0 { break }
          guard let isLess = bits.read(1) else { return .failed }
          length += isLess == 0 ? 1 : -1
        }
        lengths[symbol] = UInt8(length)
      }
      tables[table].build(lengths)
    }
    return .complete(tables: tableCount, selectors: min(selectorCount, Self.mostSelectors))
  }

  /// Reads the choices of codes, each as its place in a list that moves the one used to its front.
  /// More than a block can need are read and dropped, as some compressors round up.
  private func readSelectors(_ bits: inout BitReader, count: Int, tables: Int) -> Bool {
    var list: [UInt8] = [0, 1, 2, 3, 4, 5]
    for index in 0..<count {
      var place = 0
      while true {
        guard let goesOn = bits.read(1) else { return false }
        if goesOn == 0 { break }
        place += 1
        guard place < tables else { return false }
      }
      let selector = list.remove(at: place)
      list.insert(selector, at: 0)
      if index < Self.mostSelectors { selectors[index] = selector }
    }
    return true
  }

  /// Reads the symbols into the column.
  private func readSymbols(
    _ bits: inout BitReader, tableCount: Int, selectorCount: Int
  ) -> Outcome {
    var front = FrontList(bytesInUse)
    let endOfBlock = bytesInUse.count + 1
    for index in counts.indices { counts[index] = 0 }
    length = 0
    var filled = 0
    var run = 0
    var weight = 1
    // A local copy, which the loop keeps in registers.
    var reader = bits
    defer {
      bits = reader
      length = filled
    }
    return unsafe counts.withUnsafeMutableBufferPointer { counts in
      for group in 0..<selectorCount {
        // The padding is longer than a group, so one test for each group keeps reads within it.
        if reader.isOverrun { return .overrun }
        let table = tables[Int(selectors[group])]
        guard table.isValid else { return .corrupt }
        let lookup = unsafe table.lookup
        for _ in 0..<Self.groupSize {
          if !reader.isReady(HuffmanTable.longest) { reader.refill() }
          let entry = unsafe lookup[reader.peek(HuffmanTable.lookupBits)]
          var symbol = Int(entry >> 5)
          if entry != 0 {
            reader.drop(Int(entry & 31))
          } else {
            guard let found = table.find(reader.peek(HuffmanTable.longest)) else {
              return .corrupt
            }
            symbol = found.symbol
            reader.drop(found.length)
          }
          if symbol <= 1 {
            run &+= weight << symbol
            weight <<= 1
            guard run <= Self.largestBlock else { return .corrupt }
            continue
          }
          if run > 0 {
            guard run <= Self.largestBlock &- filled else { return .corrupt }
            let byte = front.first
            unsafe counts[Int(byte)] &+= run
            unsafe (column + filled).update(repeating: byte, count: run)
            filled &+= run
            run = 0
            weight = 1
          }
          if symbol == endOfBlock { return .complete }
          guard filled < Self.largestBlock else { return .corrupt }
          let byte = front.take(symbol &- 1)
          unsafe counts[Int(byte)] &+= 1
          unsafe column[filled] = byte
          filled &+= 1
        }
      }
      return .corrupt
    }
  }
}
