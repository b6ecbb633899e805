import Wire

/// The header of a packet in a pcap file (draft-ietf-opsawg-pcap, 5).
struct PcapRecord {
  let seconds: UInt32
  let fraction: UInt32
  let captured: UInt32
  let original: UInt32

  /// Reads the header at `offset`, behind which sixteen octets must lie.
  @inline(__always) @unsafe
  init(_ bytes: RawSpan, unchecked offset: Int, layout: PcapLayout) {
    let order = layout.order
    seconds = unsafe order.uint32(bytes, unchecked: offset)
    fraction = unsafe order.uint32(bytes, unchecked: offset &+ 4)
    let first = unsafe order.uint32(bytes, unchecked: offset &+ 8)
    let second = unsafe order.uint32(bytes, unchecked: offset &+ 12)
    let isExchanged =
      layout.lengths != .standard && (layout.lengths == .exchanged || first > second)
    captured = isExchanged ? second : first
    original = isExchanged ? first : second
  }

  /// Whether the header is surely one, for finding the next record after damage: lengths and a
  /// fraction that packets have, and a time within a day of `time` if that is known.
  @inline(__always)
  func isConvincing(near time: Int64?, layout: PcapLayout) -> Bool {
    guard captured <= original, original > 0, original <= layout.maximumLength,
      fraction < layout.unitsPerSecond
    else { return false }
    guard let time else { return true }
    return UInt64(bitPattern: Int64(seconds) &- time &+ 86_400) <= 2 &* 86_400
  }
}
