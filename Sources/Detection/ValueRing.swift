/// A ring of values with NaN for missing, four bytes a value for as long as that is exact.
///
/// Counts of blocks and sources fit a `Float`; the first value that does not moves the whole ring
/// to eight bytes.
struct ValueRing: Sendable, Equatable {
  private var narrow: [Float]
  private var wide: [Double]

  init(capacity: Int) {
    narrow = Array(repeating: .nan, count: capacity)
    wide = []
  }

  var capacity: Int { wide.isEmpty ? narrow.count : wide.count }

  /// Whether the ring has moved to eight bytes a value.
  var isWide: Bool { !wide.isEmpty }

  subscript(slot: Int) -> Double {
    get { wide.isEmpty ? Double(narrow[slot]) : wide[slot] }
    set {
      if wide.isEmpty {
        let value = Float(newValue)
        if Double(value) == newValue || newValue.isNaN {
          narrow[slot] = value
          return
        }
        wide = narrow.map(Double.init)
        narrow = []
      }
      wide[slot] = newValue
    }
  }

  mutating func removeAll() {
    let capacity = capacity
    self = ValueRing(capacity: capacity)
  }

  /// Multiplies every value; the ring takes eight bytes a value from then on unless all still fit.
  mutating func scale(by ratio: Double) {
    for slot in 0..<capacity where !self[slot].isNaN { self[slot] *= ratio }
  }

  static func == (a: ValueRing, b: ValueRing) -> Bool {
    a.isWide == b.isWide
      && a.narrow.elementsEqual(b.narrow) { $0.bitPattern == $1.bitPattern }
      && a.wide.elementsEqual(b.wide) { $0.bitPattern == $1.bitPattern }
  }
}

extension ValueRing {
  /// Writes the values from `first` on, `count` of them around the ring.
  func encode(from first: Int, count: Int, into writer: inout StateWriter) {
    writer.write(isWide)
    for offset in 0..<count {
      let value = self[(first + offset) % capacity]
      if isWide { writer.write(value) } else { writer.write(Float(value)) }
    }
  }

  mutating func decode(from first: Int, count: Int, _ reader: inout StateReader)
    throws(StateError)
  {
    let isWide = try reader.flag()
    guard count <= reader.remaining / (isWide ? 8 : 4) else { throw .truncated }
    if isWide, wide.isEmpty {
      wide = narrow.map(Double.init)
      narrow = []
    }
    for offset in 0..<count {
      self[(first + offset) % capacity] = isWide ? try reader.double() : Double(try reader.float())
    }
  }
}
