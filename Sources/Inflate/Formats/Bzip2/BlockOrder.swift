/// Where the consumer of a bzip2 file stands: which units follow one another, what the checksum of
/// the stream is, and what was lost.
struct BlockOrder {
  /// What to do with a unit.
  enum Step {
    /// Its bytes come next.
    case deliver(FeedBuffer)
    /// It has none, or is no unit at all.
    case pass
    /// It is a block that goes on behind the unit, and has to be decoded with what follows.
    case join
  }

  /// The place at which the next unit must begin, in bits; nil while the way is lost.
  private var expected: UInt64?
  /// Whether a stream has begun and not ended.
  private var isInStream = false
  /// The most bytes of a block of this stream, runs not expanded.
  private var largest = BlockDecoder.largestBlock
  /// The checksum of the stream so far; nil where a part of it is missing.
  private var checksum: UInt32? = 0
  /// The number of decompressed bytes so far.
  private var produced: UInt64 = 0
  /// What was lost, until something behind it is delivered.
  private var damage: StreamDamage?

  /// Goes on to a unit whose result is known.
  mutating func pass(_ unit: BlockUnit) -> Step { pass(unit, as: unit.result, isJoined: false) }

  /// Goes on to a unit with the result of decoding it together with what follows.
  mutating func pass(_ unit: BlockUnit, joined result: BlockUnit.Result) -> Step {
    pass(unit, as: result, isJoined: true)
  }

  private mutating func pass(
    _ unit: BlockUnit, as result: BlockUnit.Result, isJoined: Bool
  ) -> Step {
    switch unit.kind {
    case .head:
      if !begin(unit, at: 0) { lose(.truncated, at: 0) }
      return .pass
    case .end:
      if let expected, unit.startBit < expected { return .pass }
      end(unit)
      return .pass
    case .block: break
    }
    if let expected {
      // A number that stands in a block by chance.
      if unit.startBit < expected { return .pass }
      if unit.startBit > expected { lose(.corrupt, at: expected) }
    }
    switch result {
    case .decoded(let buffer, let endBit, let length, let sum):
      guard length <= largest || expected == nil else {
        lose(.corrupt, at: unit.startBit)
        return .pass
      }
      deliver(buffer, from: unit.startBit, to: endBit, checksum: sum)
      return .deliver(buffer)
    case .overrun, .none:
      // While the way is lost, only what is surely a block is taken.
      if expected != nil, !unit.isLast, !isJoined { return .join }
      lose(.truncated, at: unit.startBit)
    case .failed(let kind, _):
      lose(kind, at: unit.startBit)
    }
    return .pass
  }

  /// What is left to tell when no unit follows; `size` is the number of bytes of the input.
  mutating func finish(size: UInt64) -> StreamDamage? {
    if let expected, isInStream { lose(.truncated, at: expected) }
    if damage?.kind != .truncated { closeDamage(at: size * 8) }
    return damage
  }

  /// Counts what was lost of the damage up to a bit at which the way is found again.
  private mutating func closeDamage(at bit: UInt64) {
    guard let damage, damage.compressedLoss == nil else { return }
    self.damage?.compressedLoss = bit / 8 - min(bit / 8, damage.compressedOffset)
  }

  private mutating func deliver(
    _ buffer: FeedBuffer, from start: UInt64, to end: UInt64, checksum sum: UInt32
  ) {
    closeDamage(at: start)
    if var damage {
      // Nothing was cut off, if something follows.
      if damage.kind != .unsupported { damage.kind = .corrupt }
      // A wrong checksum of a stream whose blocks are right leaves no gap.
      damage.isResumed = damage.compressedLoss != 0
      buffer.damage.append(damage)
      self.damage = nil
    }
    if expected == nil {
      checksum = nil
      isInStream = true
    }
    checksum = checksum.map { ($0 << 1 | $0 >> 31) ^ sum }
    expected = end
    produced += UInt64(buffer.count)
  }

  /// Reads the header of a stream, at a byte of a unit; false where there is none.
  private mutating func begin(_ unit: BlockUnit, at byte: Int) -> Bool {
    let header = unit.bytes.dropFirst(byte).prefix(4)
    guard byte + 4 <= unit.bitCount / 8, header.starts(with: [0x42, 0x5A, 0x68]),
      let level = header.last, (0x31...0x39).contains(level)
    else { return false }
    largest = Int(level - 0x30) * 100_000
    expected = (unit.startBit / 8 + UInt64(byte) + 4) * 8
    checksum = 0
    isInStream = true
    return true
  }

  /// Ends a stream, and begins the one that may follow it.
  private mutating func end(_ unit: BlockUnit) {
    if let expected, unit.startBit > expected { lose(.corrupt, at: expected) }
    let sum = unit.number(at: unit.firstBit + 48)
    guard let sum else {
      lose(.truncated, at: unit.startBit)
      return
    }
    if expected == nil {
      closeDamage(at: unit.startBit)
      // The stream has its end, so a block that seemed to go on beyond it is a damaged one.
      if damage?.kind == .truncated { damage?.kind = .corrupt }
    }
    if let checksum, expected != nil, checksum != sum {
      damage = StreamDamage(
        kind: .corrupt, compressedOffset: unit.startBit / 8, compressedLoss: 0, offset: produced)
    }
    isInStream = false
    expected = nil
    checksum = nil
    let next = (unit.firstBit + 80 + 7) / 8
    if begin(unit, at: next) { return }
    let rest = unit.bytes.prefix((unit.bitCount + 7) / 8).dropFirst(next)
    // Zeros are padding.
    if damage == nil, rest.contains(where: { $0 != 0 }) {
      lose(.trailing, at: (unit.startBit / 8 + UInt64(next)) * 8)
    }
  }

  private mutating func lose(_ kind: StreamDamage.Kind, at bit: UInt64) {
    expected = nil
    checksum = nil
    guard damage == nil else {
      damage?.compressedLoss = nil
      return
    }
    damage = StreamDamage(
      kind: kind, compressedOffset: bit / 8, compressedLoss: nil, offset: produced)
  }
}
