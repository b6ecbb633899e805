import Wire

/// Reads what `CheckpointWriter` wrote; every read is checked, and so is every count before memory is
/// taken for it.
struct CheckpointReader: Sendable {
  private let bytes: [UInt8]
  private var index = Checkpoint.headerSize
  private let end: Int

  /// Opens a checkpoint of a kind that is whole.
  init(_ bytes: [UInt8], _ kind: Checkpoint.Kind) throws(VisibilityError) {
    guard bytes.starts(with: Checkpoint.magic) else {
      throw .invalidCheckpoint(
        bytes.count < Checkpoint.magic.count ? "it ends early" : "it is not one of routes")
    }
    guard bytes.count >= Checkpoint.headerSize + StateChecksum.size else {
      throw .invalidCheckpoint("it ends early")
    }
    self.bytes = bytes
    index = Checkpoint.magic.count
    end = bytes.count
    let version: UInt32 = try number()
    guard version == Checkpoint.version else {
      throw .invalidCheckpoint("it is of version \(version), \(Checkpoint.version) is wanted")
    }
    index = bytes.count - StateChecksum.size
    let checksum: UInt64 = try number()
    guard checksum == StateChecksum.of(bytes, count: bytes.count - StateChecksum.size)
    else { throw .invalidCheckpoint("it is damaged or ends early") }
    guard bytes[Checkpoint.headerSize - 1] == kind.rawValue else {
      throw .invalidCheckpoint("it is not one of a \(kind)")
    }
    index = Checkpoint.headerSize
  }

  /// The error for a value that cannot be.
  static func malformed(_ what: String) -> VisibilityError {
    .invalidCheckpoint("it holds an impossible \(what)")
  }

  /// The octets before the checksum that were not read.
  private var left: Int { max(end - StateChecksum.size - index, 0) }

  /// Checks that all was read.
  func finish() throws(VisibilityError) {
    guard index == end - StateChecksum.size else { throw CheckpointReader.malformed("end") }
  }

  mutating func number<Number: FixedWidthInteger>() throws(VisibilityError) -> Number {
    let width = Number.bitWidth / 8
    guard width <= end - index else { throw .invalidCheckpoint("it ends early") }
    var number: Number = 0
    for place in 0..<width {
      number |= Number(truncatingIfNeeded: bytes[index + place]) << (8 * place)
    }
    index += width
    return number
  }

  mutating func flag() throws(VisibilityError) -> Bool {
    let octet: UInt8 = try number()
    guard octet < 2 else { throw CheckpointReader.malformed("flag") }
    return octet == 1
  }

  /// A number of things, from `least` to `most`.
  mutating func number(
    from least: Int = 0, to most: Int, _ what: String
  ) throws(VisibilityError) -> Int {
    let number: Int = try number()
    guard number >= least, number <= most else { throw CheckpointReader.malformed(what) }
    return number
  }

  /// A tally, so small that adding to it or multiplying it a little cannot overflow.
  mutating func tally() throws(VisibilityError) -> Int {
    try number(to: 1 << 53, "tally")
  }

  /// A count of elements of at least `width` octets each, which all follow.
  mutating func count(width: Int) throws(VisibilityError) -> Int {
    try number(to: left / max(width, 1), "count")
  }

  /// A moment, within tens of thousands of years.
  mutating func time() throws(VisibilityError) -> Int64 {
    let time: Int64 = try number()
    guard time.magnitude <= 1 << 40 else { throw CheckpointReader.malformed("time") }
    return time
  }

  /// A moment, or the beginning or end of time.
  mutating func unboundedTime() throws(VisibilityError) -> Int64 {
    let time: Int64 = try number()
    guard time.magnitude <= 1 << 40 || time == .min || time == .max else {
      throw CheckpointReader.malformed("time")
    }
    return time
  }

  /// A moment that may be absent.
  mutating func optionalTime() throws(VisibilityError) -> Int64? {
    try flag() ? try time() : nil
  }

  /// Numbers with their count.
  mutating func numbers<Number: FixedWidthInteger>() throws(VisibilityError) -> [Number] {
    let count = try count(width: Number.bitWidth / 8)
    var numbers: [Number] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count { numbers.append(try number()) }
    return numbers
  }

  mutating func text() throws(VisibilityError) -> String {
    let octets: [UInt8] = try numbers()
    guard let text = String(validating: octets, as: UTF8.self) else {
      throw CheckpointReader.malformed("text")
    }
    return text
  }
}
