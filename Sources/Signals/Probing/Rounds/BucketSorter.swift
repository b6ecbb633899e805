/// Sorts the words of a bucket by block and time, and folds the packets of one prober to one address
/// into one probe: replied if any was, at the time of the first.
struct BucketSorter: Sendable {
  /// The words, as far as a method's result says.
  var words: [UInt64] = []
  private var scratch: [UInt64] = []
  private var ends = [Int32](repeating: 0, count: 4_097)

  /// Takes the words of a bucket of a round, in no order.
  mutating func load(_ buffer: borrowing RoundBuffer, _ bucket: Int) -> Int {
    buffer.load(bucket, into: &words)
  }

  /// Takes words.
  mutating func take(_ list: [UInt64]) -> Int {
    words = list
    return list.count
  }

  /// Sorts and folds the first `count` words; returns how many are left. O(n) for blocks of few
  /// probes, O(n log n) otherwise.
  mutating func fold(_ count: Int, _ folds: inout FoldCount) -> Int {
    guard count > 1 else { return count }
    if count < 64 {
      words[0..<count].sort()
    } else {
      scatter(count)
    }
    var (first, kept) = (0, 0)
    while first < count {
      let block = words[first] >> 52
      var end = first + 1
      while end < count, words[end] >> 52 == block { end += 1 }
      kept =
        end - first <= 64 ? foldFew(first..<end, kept, &folds) : foldMany(first..<end, kept, &folds)
      first = end
    }
    return kept
  }

  /// Sorts by block with a count of each, then each block by insertion.
  private mutating func scatter(_ count: Int) {
    if scratch.count < words.count {
      scratch += [UInt64](repeating: 0, count: words.count - scratch.count)
    }
    unsafe words.withUnsafeBufferPointer { words in
      unsafe scratch.withUnsafeMutableBufferPointer { sorted in
        unsafe ends.withUnsafeMutableBufferPointer { ends in
          // Places are below `count`, which both arrays hold; blocks are of 12 bits.
          for index in 0..<4_097 { unsafe ends[index] = 0 }
          for index in 0..<count { unsafe ends[PackedProbe.block(words[index]) &+ 1] &+= 1 }
          for index in 1..<4_097 { unsafe ends[index] &+= unsafe ends[index &- 1] }
          for index in 0..<count {
            let word = unsafe words[index]
            let block = PackedProbe.block(word)
            let place = unsafe Int(ends[block])
            unsafe sorted[place] = word
            unsafe ends[block] = Int32(truncatingIfNeeded: place &+ 1)
          }
          var first = 0
          for block in 0..<4_096 {
            let end = unsafe Int(ends[block])
            if end &- first > 48 {
              unsafe sorted[first..<end].sort()
            } else if end &- first > 1 {
              for index in first &+ 1..<end {
                let word = unsafe sorted[index]
                var place = index
                while place > first, unsafe sorted[place &- 1] > word {
                  unsafe sorted[place] = unsafe sorted[place &- 1]
                  place &-= 1
                }
                unsafe sorted[place] = word
              }
            }
            first = end
          }
        }
      }
    }
    swap(&words, &scratch)
  }

  /// Folds the words of a block, which are in order of time, to the place `kept`.
  private mutating func foldFew(
    _ range: Range<Int>, _ kept: Int, _ folds: inout FoldCount
  ) -> Int {
    var seen = HostSet()
    var end = kept
    for index in range {
      let word = words[index]
      let host = PackedProbe.host(word)
      if seen.contains(host) {
        var place = kept
        while place < end, PackedProbe.probe(words[place]) != PackedProbe.probe(word) {
          place &+= 1
        }
        if place < end {
          folds.packets &+= 1
          if words[place] & word & 1 == 1 { folds.replies &+= 1 }
          words[place] |= word & 1
          continue
        }
      } else {
        seen.insert(host)
      }
      words[end] = word
      end &+= 1
    }
    return end
  }

  /// The same for blocks of many words, which a dictionary keeps from taking squared time.
  private mutating func foldMany(
    _ range: Range<Int>, _ kept: Int, _ folds: inout FoldCount
  ) -> Int {
    var places: [UInt64: Int] = [:]
    var end = kept
    for index in range {
      let word = words[index]
      if let place = places[PackedProbe.probe(word)] {
        folds.packets &+= 1
        if words[place] & word & 1 == 1 { folds.replies &+= 1 }
        words[place] |= word & 1
      } else {
        places[PackedProbe.probe(word)] = end
        words[end] = word
        end += 1
      }
    }
    return end
  }
}
