/// Sorts numbers by their upper 32 bits: a radix sort of three passes of eleven bits.
enum AddressSort {
  private static let bits: UInt64 = 11
  private static let buckets = 1 << 11

  /// Sorts `values`; equal keys keep their order. O(n); the memory of both arrays may change places.
  static func sort(_ values: inout [UInt64], scratch: inout [UInt64]) {
    let count = values.count
    guard count > 1 else { return }
    if count < 256 {
      values.sort { $0 >> 32 < $1 >> 32 }
      return
    }
    if scratch.count < count { scratch = [UInt64](repeating: 0, count: values.capacity) }
    var counts = [Int](repeating: 0, count: 3 * buckets)
    for value in values {
      counts[Int(value >> 32 & 2047)] &+= 1
      counts[buckets &+ Int(value >> 43 & 2047)] &+= 1
      counts[2 * buckets &+ Int(value >> 54)] &+= 1
    }
    var isInScratch = false
    for pass in 0..<3 {
      var sum = 0
      for bucket in pass * buckets..<(pass + 1) * buckets {
        let size = counts[bucket]
        counts[bucket] = sum
        sum &+= size
      }
      let shift = 32 + bits * UInt64(pass)
      if isInScratch {
        move(scratch, to: &values, count, shift, &counts, pass * buckets)
      } else {
        move(values, to: &scratch, count, shift, &counts, pass * buckets)
      }
      isInScratch.toggle()
    }
    // Three passes end in the scratch memory.
    values.replaceSubrange(0..<count, with: scratch[0..<count])
  }

  private static func move(
    _ source: [UInt64], to target: inout [UInt64], _ count: Int, _ shift: UInt64,
    _ places: inout [Int], _ first: Int
  ) {
    for index in 0..<count {
      let value = source[index]
      let bucket = first &+ Int(value >> shift & 2047)
      target[places[bucket]] = value
      places[bucket] &+= 1
    }
  }
}
