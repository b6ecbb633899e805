/// A part of a bzip2 file that begins with one of the two numbers of 48 bits that begin a block and
/// the end of a stream, up to the next such number.
///
/// A number may also stand within a block by chance, so whether this is one shows only when all
/// before it is known.
final class BlockUnit: @unchecked Sendable {
  /// What the number at the start says.
  enum Kind {
    /// What stands before the first number: the header of the file.
    case head
    case block
    case end
  }

  /// What a worker found.
  enum Result {
    /// Nobody looked yet.
    case none
    /// The block is whole, its checksum right, and these are its bytes.
    case decoded(FeedBuffer, endBit: UInt64, length: Int, checksum: UInt32)
    /// The block goes on behind the unit.
    case overrun
    /// It is no block that can be used; the buffer was filled in vain.
    case failed(StreamDamage.Kind, FeedBuffer?)
  }

  /// The most compressed bytes that are kept of a unit: a block of 900,000 symbols of at most 20
  /// bits and its tables are less.
  static let mostBytes = 4 << 20

  let kind: Kind
  /// The place of the number in the file, in bits.
  let startBit: UInt64
  /// The bytes from that in which the number begins, with padding behind them.
  let bytes: [UInt8]
  /// The number of bits from the first byte to the end of the unit.
  let bitCount: Int
  /// Whether the input ends with this unit.
  let isLast: Bool

  // Shared by the threads, under the monitor of the pipeline.
  var result = Result.none
  var isTaken = false

  init(kind: Kind, startBit: UInt64, bytes: [UInt8], bitCount: Int, isLast: Bool) {
    self.kind = kind
    self.startBit = startBit
    self.bytes = bytes + [UInt8](repeating: 0, count: BitReader.padding)
    self.bitCount = bitCount
    self.isLast = isLast
  }

  /// The place of the number within its first byte.
  var firstBit: Int { Int(startBit % 8) }

  /// The place behind the unit in the file, in bits.
  var endBit: UInt64 { startBit - startBit % 8 + UInt64(bitCount) }

  /// Whether this may be a block that nobody has decoded yet.
  var isPending: Bool {
    if case .none = result { return kind == .block }
    return false
  }

  /// The number of 32 bits at a bit of the first byte or later; nil behind the end of the unit.
  func number(at bit: Int) -> UInt32? {
    guard bit + 32 <= bitCount else { return nil }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var reader = unsafe BitReader(base, from: bit, to: bitCount)
      return reader.read(32).map { UInt32($0) }
    }
  }

  /// The unit that this and those behind it are together.
  func joined(with others: [BlockUnit]) -> BlockUnit {
    var joined = Array(bytes.dropLast(BitReader.padding))
    var end = bitCount
    for other in others {
      // Both hold the byte in which the second begins, unless it begins with a byte.
      let own = end / 8
      joined.removeLast(joined.count - own)
      joined += other.bytes.dropLast(BitReader.padding)
      end = own * 8 + other.bitCount
    }
    return BlockUnit(
      kind: kind, startBit: startBit, bytes: joined, bitCount: end,
      isLast: others.last?.isLast ?? isLast)
  }
}
