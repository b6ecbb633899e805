import Wire

/// Reads what `ProbingStateWriter` wrote; every read is checked, and so is every count before memory is
/// taken for it.
struct ProbingStateReader: Sendable {
  private let bytes: [UInt8]
  private var index: Int
  private let end: Int

  /// Opens a state that is whole.
  init(_ bytes: [UInt8]) throws(ProbingStateError) {
    let head = ProbingStateWriter.magic.count + 4
    guard bytes.starts(with: ProbingStateWriter.magic) else {
      throw .invalid("it is not one of probing")
    }
    guard bytes.count >= head + StateChecksum.size else {
      throw .invalid("it ends early")
    }
    self.bytes = bytes
    end = bytes.count - StateChecksum.size
    index = end
    let checksum = ProbingStateReader.number(bytes, at: end) as UInt64
    guard checksum == StateChecksum.of(bytes, count: end) else {
      throw .invalid("it is damaged or ends early")
    }
    index = ProbingStateWriter.magic.count
    let version: UInt32 = try number()
    guard version == ProbingStateWriter.version else {
      throw .invalid("it is of version \(version), \(ProbingStateWriter.version) is wanted")
    }
  }

  private static func number<Number: FixedWidthInteger>(_ bytes: [UInt8], at index: Int) -> Number {
    var number: Number = 0
    for place in 0..<Number.bitWidth / 8 {
      number |= Number(truncatingIfNeeded: bytes[index + place]) << (8 * place)
    }
    return number
  }

  mutating func number<Number: FixedWidthInteger>() throws(ProbingStateError) -> Number {
    guard Number.bitWidth / 8 <= end - index else { throw .invalid("it ends early") }
    defer { index += Number.bitWidth / 8 }
    return ProbingStateReader.number(bytes, at: index)
  }

  mutating func flag() throws(ProbingStateError) -> Bool {
    let octet: UInt8 = try number()
    guard octet < 2 else { throw .invalid("it holds an impossible flag") }
    return octet == 1
  }

  mutating func double() throws(ProbingStateError) -> Double {
    Double(bitPattern: try number())
  }

  /// A tally, so small that adding to it cannot overflow soon.
  mutating func tally() throws(ProbingStateError) -> Int {
    let number: Int = try number()
    guard number >= 0, number <= 1 << 53 else { throw .invalid("it holds an impossible tally") }
    return number
  }

  /// A count of elements of at least `width` octets each, which all follow.
  mutating func count(width: Int) throws(ProbingStateError) -> Int {
    let number: Int = try number()
    guard number >= 0, number <= (end - index) / width else {
      throw .invalid("it holds an impossible count")
    }
    return number
  }

  /// A moment in milliseconds that is one: from 1970 to 2106.
  mutating func time() throws(ProbingStateError) -> Int64 {
    let time = try timeOrNone()
    guard time >= 0 else { throw .invalid("it holds an impossible time") }
    return time
  }

  /// The same, or the beginning of time where there was none.
  mutating func timeOrNone() throws(ProbingStateError) -> Int64 {
    let time: Int64 = try number()
    guard time == .min || (time >= 0 && time < 4_294_967_296_000) else {
      throw .invalid("it holds an impossible time")
    }
    return time
  }

  mutating func optionalTime() throws(ProbingStateError) -> Int64? {
    let isPresent = try flag()
    let time = try time()
    return isPresent ? time : nil
  }

  mutating func availability() throws(ProbingStateError) -> AvailabilityRecord {
    let width = AvailabilityRecord.byteCount
    guard width <= end - index, let record = AvailabilityRecord(bytes: bytes[index..<index + width])
    else { throw .invalid("it ends early") }
    index += width
    return record
  }

  mutating func optionalResult() throws(ProbingStateError) -> ProbeResult? {
    guard try flag() else { return nil }
    return ProbeResult(
      milliseconds: try time(), address: try number(), isReply: try flag(), prober: try number(),
      roundTrip: try number())
  }

  /// Checks that all was read.
  func finish() throws(ProbingStateError) {
    guard index == end else { throw .invalid("it holds more than it should") }
  }
}
