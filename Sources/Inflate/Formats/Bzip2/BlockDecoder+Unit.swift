extension BlockDecoder {
  /// Decodes a unit that begins a block; `buffer` makes the buffer that its bytes go into.
  func decode(_ unit: BlockUnit, into buffer: () -> FeedBuffer) -> BlockUnit.Result {
    let first = unit.firstBit
    let outcome = unsafe unit.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return Outcome.corrupt }
      return unsafe read(base, from: first, to: unit.bitCount)
    }
    switch outcome {
    case .overrun: return .overrun
    case .corrupt: return .failed(.corrupt, nil)
    case .unsupported: return .failed(.unsupported, nil)
    case .complete: break
    }
    let target = buffer()
    guard write(into: target) else { return .failed(.corrupt, target) }
    return .decoded(
      target, endBit: unit.startBit - UInt64(first) + UInt64(endBit), length: length,
      checksum: checksum)
  }
}
