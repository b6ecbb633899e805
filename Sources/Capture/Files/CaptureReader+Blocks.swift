import Wire

extension CaptureReader {
  /// Reads the whole blocks of a window of a pcapng file.
  mutating func readBlocks(
    _ window: RawSpan, isComplete: Bool, into sink: inout some PacketSink
  ) -> (consumed: Int, needed: Int) {
    var offset = 0
    while !isFinished {
      if !isLost, let length = wholeBlock(window, at: offset) {
        read(window, block: offset, length: length, into: &sink)
        offset &+= length
        continue
      }
      switch frame(window, at: offset, isComplete: isComplete) {
      case .found: isLost = false
      case .incomplete(let needed): return (offset, needed)
      case .damaged(let count):
        record(.framing, at: offset, octets: count)
        offset &+= count
      case .truncated(let count):
        record(.truncated, at: offset, octets: count)
        offset &+= count
      case .end: return (offset, 0)
      }
    }
    return (window.byteCount, 0)
  }

  /// The length of the block at `offset` if its header says one, whether or not all of it is there.
  private func statedLength(_ window: RawSpan, at offset: Int) -> Int? {
    guard window.byteCount &- offset >= BlockType.overhead else { return nil }
    var order = order
    if unsafe window.uint32(unchecked: offset) == BlockType.sectionHeader {
      guard let found = BlockType.byteOrder(window, at: offset) else { return nil }
      order = found
    }
    let length = unsafe order.uint32(window, unchecked: offset &+ 4)
    guard length >= UInt32(BlockType.overhead), length <= BlockType.maximumLength, length & 3 == 0
    else { return nil }
    return Int(length)
  }

  /// The length of the block at `offset` if all of it is there and its two lengths agree.
  @inline(__always)
  private func wholeBlock(_ window: RawSpan, at offset: Int) -> Int? {
    guard let length = statedLength(window, at: offset), window.byteCount &- offset >= length,
      unsafe window.uint32(unchecked: offset &+ 4)
        == window.uint32(unchecked: offset &+ length &- 4)
    else { return nil }
    return length
  }

  /// What stands at a place where no whole block does.
  private mutating func frame(
    _ window: RawSpan, at offset: Int, isComplete: Bool
  ) -> CaptureFrame {
    let left = window.byteCount &- offset
    guard left >= BlockType.overhead else {
      guard isComplete else { return .incomplete(needed: BlockType.overhead) }
      return left == 0 ? .end : isLost ? .damaged(count: left) : .truncated(count: left)
    }
    var mayBeCut = false
    if !isLost {
      if let length = statedLength(window, at: offset), length > left {
        guard isComplete else { return .incomplete(needed: length) }
        mayBeCut = true
      }
      isLost = true
    }
    let found = search(window, from: offset, isComplete: isComplete)
    // The end within a block, unless its length is wrong and blocks follow all the same.
    return mayBeCut && found == .damaged(count: left) ? .truncated(count: left) : found
  }

  /// Looks for a block from `offset` on, of a type in use and with two lengths that agree.
  private func search(_ window: RawSpan, from offset: Int, isComplete: Bool) -> CaptureFrame {
    var place = offset
    while window.byteCount &- place >= BlockType.overhead {
      let type = unsafe order.uint32(window, unchecked: place)
      if BlockType.isCommon(type), let length = statedLength(window, at: place) {
        if wholeBlock(window, at: place) != nil {
          return place > offset ? .damaged(count: place &- offset) : .found
        }
        if window.byteCount &- place < length, !isComplete {
          return place > offset
            ? .damaged(count: place &- offset) : .incomplete(needed: length)
        }
      }
      place &+= 1
    }
    if isComplete { return .damaged(count: window.byteCount &- offset) }
    return place > offset
      ? .damaged(count: place &- offset) : .incomplete(needed: BlockType.overhead)
  }

  /// Reads a block, all of which is there.
  @inline(__always)
  private mutating func read(
    _ window: RawSpan, block start: Int, length: Int, into sink: inout some PacketSink
  ) {
    let type = unsafe order.uint32(window, unchecked: start)
    switch type {
    case BlockType.enhancedPacket, BlockType.packet:
      guard length >= 32 else { return record(.malformedBlock, at: start) }
      let number =
        type == BlockType.packet
        ? unsafe Int(order.uint16(window, unchecked: start &+ 8))
        : unsafe Int(order.uint32(window, unchecked: start &+ 8))
      let captured = unsafe Int(order.uint32(window, unchecked: start &+ 20))
      guard captured <= length &- 32 else { return record(.malformedBlock, at: start) }
      guard number < interfaces.count else { return record(.unknownInterface, at: start) }
      let interface = interfaces[number]
      let data = start &+ 28
      deliver(
        unsafe window.extracting(unchecked: Range(uncheckedBounds: (data, data &+ captured))),
        time: interface.time(
          high: unsafe order.uint32(window, unchecked: start &+ 12),
          low: unsafe order.uint32(window, unchecked: start &+ 16)),
        originalLength: unsafe order.uint32(window, unchecked: start &+ 24),
        link: interface.link, into: &sink)
    case BlockType.simplePacket: readSimple(window, block: start, length: length, into: &sink)
    case BlockType.interface:
      guard length >= CaptureInterface.minimumBlock,
        interfaces.count < CaptureInterface.maximumCount
      else { return record(.malformedBlock, at: start) }
      interfaces.append(CaptureInterface(window, at: start, length: length, order: order))
    case BlockType.sectionHeader: readSection(window, block: start, length: length)
    default: break
    }
  }

  /// A packet of the first interface, without a time (draft-ietf-opsawg-pcapng, 4.4).
  private mutating func readSimple(
    _ window: RawSpan, block start: Int, length: Int, into sink: inout some PacketSink
  ) {
    guard length >= 16 else { return record(.malformedBlock, at: start) }
    guard let interface = interfaces.first else { return record(.unknownInterface, at: start) }
    let original = unsafe order.uint32(window, unchecked: start &+ 8)
    let limit = interface.snapLength == 0 ? original : min(original, interface.snapLength)
    let captured = min(Int(limit), length &- 16)
    record(.missingTime, at: start)
    let data = start &+ 12
    deliver(
      unsafe window.extracting(unchecked: Range(uncheckedBounds: (data, data &+ captured))),
      time: .unknown, originalLength: original, link: interface.link, into: &sink)
  }

  /// A new section has a byte order and interfaces of its own (draft-ietf-opsawg-pcapng, 4.1).
  private mutating func readSection(_ window: RawSpan, block start: Int, length: Int) {
    guard length >= 28, let found = BlockType.byteOrder(window, at: start),
      unsafe found.uint16(window, unchecked: start &+ 12) == 1
    else {
      record(.header, at: start)
      isFinished = true
      return
    }
    order = found
    interfaces.removeAll(keepingCapacity: true)
  }
}
