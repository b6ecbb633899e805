/// A buffer into which state is written: fixed widths, little-endian, no names, a checksum at the end.
struct ProbingStateWriter: Sendable {
  private(set) var bytes: [UInt8]

  static let magic = Array("vigilprb".utf8)
  static let version: UInt32 = 2
  static let checksumSize = 8

  init(reserving count: Int) {
    bytes = ProbingStateWriter.magic
    bytes.reserveCapacity(count)
    write(ProbingStateWriter.version)
  }

  mutating func write(_ number: some FixedWidthInteger) {
    for shift in stride(from: 0, to: type(of: number).bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write(_ number: Double) { write(number.bitPattern) }

  mutating func write(_ record: AvailabilityRecord) { record.append(to: &bytes) }

  /// Writes a number that may be absent.
  mutating func write(optional number: Int64?) {
    write(number != nil)
    write(number ?? 0)
  }

  mutating func write(optional result: ProbeResult?) {
    write(result != nil)
    guard let result else { return }
    write(result.milliseconds)
    write(result.address)
    write(result.isReply)
    write(result.prober)
    write(result.roundTrip)
  }

  /// Ends the state with its checksum.
  consuming func sealed() -> [UInt8] {
    write(ProbingStateWriter.checksum(bytes, count: bytes.count))
    return bytes
  }

  /// A hash of the first `count` octets; a change within any eight of them changes it.
  static func checksum(_ bytes: [UInt8], count: Int) -> UInt64 {
    var hash = UInt64(count)
    var index = 0
    while index < count {
      let end = min(index + 8, count)
      var word: UInt64 = 0
      for place in index..<end { word = word << 8 | UInt64(bytes[place]) }
      hash = mixed(hash, word)
      index = end
    }
    return hash
  }

  /// A hash with another word.
  static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}
