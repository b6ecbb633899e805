import Wire

/// Octets into which a part is written: numbers of seven bits an octet, no names.
struct PartWriter {
  private(set) var bytes: [UInt8] = PartReader.magic

  mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func write(_ number: Int) { write(UInt64(max(number, 0))) }

  mutating func write(_ flag: Bool) { write(flag ? 1 as UInt64 : 0) }

  /// Writes a time, which may lie before 1970.
  mutating func write(time: Int64) { write(UInt64(bitPattern: time << 1 ^ time >> 63)) }

  /// Writes something that may be absent.
  mutating func write<Value>(
    optional value: Value?, _ body: (inout PartWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  /// Writes octets with their count.
  mutating func write(octets: [UInt8]) {
    write(octets.count)
    bytes += octets
  }

  /// Ends the octets with their checksum.
  consuming func sealed() -> [UInt8] {
    let sum = StateChecksum.of(bytes, count: bytes.count)
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: sum >> UInt64(shift)))
    }
    return bytes
  }
}
