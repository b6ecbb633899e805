/// Which of all /24s are on a list, a bit each: 2 MiB, so that results of others are told in cache.
struct BlockBitmap: Sendable {
  private var words = [UInt64](repeating: 0, count: 1 << 18)
  /// For each bucket the index of its first block in the list, and the end.
  private(set) var starts: [Int] = []

  init(_ list: BlockList) {
    starts.reserveCapacity(PackedProbe.buckets + 1)
    for (index, block) in list.blocks.enumerated() {
      words[Int(block.rawValue >> 6)] |= 1 << UInt64(block.rawValue & 63)
      while starts.count <= Int(block.rawValue >> 12) { starts.append(index) }
    }
    while starts.count <= PackedProbe.buckets { starts.append(list.count) }
  }

  /// Whether the block of an address is listed. O(1).
  @inline(__always)
  func contains(_ address: UInt32) -> Bool {
    words[Int(address >> 14)] >> UInt64(address >> 8 & 63) & 1 == 1
  }

  /// The indices of the listed blocks of a bucket.
  func range(of bucket: Int) -> Range<Int> { starts[bucket]..<starts[bucket + 1] }
}
