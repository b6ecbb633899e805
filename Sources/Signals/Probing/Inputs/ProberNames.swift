import Wire

/// Finds the number of a prober by the octets of its name, without making text of those met lately.
struct ProberNames {
  /// The longest name that is taken, in octets.
  static let longest = 255

  private struct Entry {
    var name: [UInt8] = []
    var number: UInt16 = 0
  }

  /// A place for each hash of ten bits; who comes later takes it over.
  private var entries = [Entry](repeating: Entry(), count: 1_024)

  /// The number of the name; nothing where it is too long, or the table is full.
  mutating func number(_ bytes: RawSpan, _ table: inout ProberTable) -> UInt16? {
    guard bytes.byteCount <= ProberNames.longest else { return nil }
    var hash: UInt32 = 0x811C_9DC5
    for index in 0..<bytes.byteCount {
      hash = (hash ^ UInt32(unsafe bytes.octet(unchecked: index))) &* 0x0100_0193
    }
    let place = Int((hash &* 0x9E37_79B1) >> 22)
    if entries[place].name.count == bytes.byteCount, bytes.byteCount > 0,
      entries[place].name.elementsEqual(bytes)
    {
      return entries[place].number
    }
    let name = bytes.octets
    guard let number = table.number(of: String(decoding: name, as: UTF8.self)) else { return nil }
    entries[place] = Entry(name: name, number: number)
    return number
  }
}

extension [UInt8] {
  /// Whether these are the octets of a span of the same length.
  fileprivate func elementsEqual(_ bytes: RawSpan) -> Bool {
    for index in indices {
      guard unsafe self[index] == bytes.octet(unchecked: index) else { return false }
    }
    return true
  }
}

extension RawSpan {
  /// The octets, copied.
  var octets: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
