import Wire

/// A buffer into which state is written: fixed widths, little-endian, no names.
struct CheckpointWriter: Sendable {
  private var bytes: [UInt8]

  /// Begins a checkpoint.
  init(_ kind: Checkpoint.Kind) {
    bytes = Checkpoint.magic
    write(Checkpoint.version)
    write(kind.rawValue)
  }

  /// Makes room for so many octets more.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  mutating func write(_ number: some FixedWidthInteger) {
    for shift in stride(from: 0, to: type(of: number).bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Writes a number that may be absent.
  mutating func write(optional number: Int64?) {
    write(number != nil)
    if let number { write(number) }
  }

  /// Writes numbers with their count.
  mutating func write(_ numbers: [some FixedWidthInteger]) {
    write(numbers.count)
    for number in numbers { write(number) }
  }

  /// Writes a text with its length.
  mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Ends the checkpoint with its checksum.
  consuming func sealed() -> [UInt8] {
    write(StateChecksum.of(bytes, count: bytes.count))
    return bytes
  }
}
