import Wire

/// A buffer into which state is written: fixed widths, little-endian, no names, a checksum at the end.
struct ProbingStateWriter: Sendable {
  private(set) var bytes: [UInt8]

  static let magic = Array("vigilprb".utf8)
  static let version: UInt32 = 3

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
    write(StateChecksum.of(bytes, count: bytes.count))
    return bytes
  }
}
