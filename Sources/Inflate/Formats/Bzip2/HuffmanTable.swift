/// One of the up to six Huffman codes of a block, as tables.
@safe final class HuffmanTable {
  /// The longest code.
  static let longest = 20
  /// Codes up to this length are found by one look-up.
  static let lookupBits = 10

  /// For the next ten bits: the symbol above five bits of its length; zero where that is longer.
  let lookup = UnsafeMutablePointer<UInt16>.allocate(capacity: 1 << HuffmanTable.lookupBits)
  /// For each length, the first code of a greater length, written in 20 bits.
  private var limits = [Int](repeating: 0, count: HuffmanTable.longest + 1)
  /// For each length, what is added to a code to get the place of its symbol.
  private var offsets = [Int](repeating: 0, count: HuffmanTable.longest + 1)
  private var symbols = [UInt16](repeating: 0, count: 258)
  /// Whether the lengths make a code at all. One that is never used may be any.
  private(set) var isValid = false

  deinit { unsafe lookup.deallocate() }

  /// Builds the tables from the lengths of the codes, 1 to 20 each.
  func build(_ lengths: some Collection<UInt8>) {
    var counts = [Int](repeating: 0, count: Self.longest + 1)
    for length in lengths { counts[Int(length)] += 1 }
    isValid = false
    var code = 0
    var place = 0
    for length in 1...Self.longest {
      // `code` is the first code of this length; more codes than fit would run over.
      offsets[length] = place - code
      code += counts[length]
      guard code <= 1 << length else { return }
      limits[length] = code << (Self.longest - length)
      place += counts[length]
      code <<= 1
    }
    isValid = true
    var places = [Int](repeating: 0, count: Self.longest + 1)
    for length in 1..<Self.longest { places[length + 1] = places[length] + counts[length] }
    var nexts = places
    for (symbol, length) in lengths.enumerated() {
      symbols[nexts[Int(length)]] = UInt16(symbol)
      nexts[Int(length)] += 1
    }
    unsafe lookup.update(repeating: 0, count: 1 << Self.lookupBits)
    for length in 1...Self.lookupBits {
      let first = places[length] - offsets[length]
      for index in 0..<counts[length] {
        let entry = symbols[places[length] + index] << 5 | UInt16(length)
        let width = Self.lookupBits - length
        unsafe (lookup + (first + index) << width).update(repeating: entry, count: 1 << width)
      }
    }
  }

  /// Finds the symbol and the length of a code longer than a look-up in the next 20 bits; nil where
  /// no symbol has such a code.
  func find(_ bits: Int) -> (symbol: Int, length: Int)? {
    for length in Self.lookupBits + 1...Self.longest where bits < limits[length] {
      let place = bits >> (Self.longest - length) + offsets[length]
      guard symbols.indices.contains(place) else { return nil }
      return (Int(symbols[place]), length)
    }
    return nil
  }
}
