/// The results of an open round, eight octets each.
///
/// A round of few results is an array. A larger one is parted into buckets by the first twelve bits of
/// the address, each a chain of pages; results are gathered in lines of eight first, because pages
/// are far apart. A bucket that outgrows what it held when it was last sorted is folded again, so that
/// repeated packets take no memory.
struct RoundBuffer: Sendable {
  /// The start of the round in milliseconds since 1970.
  let start: Int64
  /// The packets and replies that folding removed so far.
  private(set) var folds = FoldCount()

  private var few: [(bucket: UInt16, word: UInt64)] = []
  private var foldFewAt = RoundBuffer.fewLimit
  private var chunks: [[UInt64]] = []
  /// The page that follows each page in its bucket, and the free pages.
  private var next: [Int32] = []
  private var free: Int32 = -1
  private var heads: [Int32] = []
  private var tails: [Int32] = []
  /// The words in pages of each bucket.
  private var counts: [Int32] = []
  /// The count at which a bucket is folded.
  private var foldAt: [Int32] = []
  private var lines: [UInt64] = []
  private var lineCounts: [UInt8] = []

  static let fewLimit = 32_768
  private static let pageWords = 256
  private static let chunkPages = 256
  private static let firstFold: Int32 = 1 << 17

  init(start: Int64) { self.start = start }

  /// Whether the round has buckets.
  var isLarge: Bool { !heads.isEmpty }

  /// Whether nothing came.
  var isEmpty: Bool { !isLarge && few.isEmpty }

  /// The results that are held. O(buckets).
  var count: Int {
    few.count + counts.reduce(0) { $0 + Int($1) } + lineCounts.reduce(0) { $0 + Int($1) }
  }

  /// Takes a result of the round.
  @inline(__always)
  mutating func append(_ result: ProbeResult) {
    append(PackedProbe.pack(result, since: start), to: PackedProbe.bucket(result.address))
  }

  @inline(__always)
  mutating func append(_ word: UInt64, to bucket: Int) {
    guard isLarge else { return appendFew(word, to: bucket) }
    let filled = Int(lineCounts[bucket])
    lines[bucket &* 8 &+ filled] = word
    if filled < 7 {
      lineCounts[bucket] = UInt8(truncatingIfNeeded: filled &+ 1)
    } else {
      flush(bucket)
    }
  }

  private mutating func appendFew(_ word: UInt64, to bucket: Int) {
    few.append((UInt16(truncatingIfNeeded: bucket), word))
    guard few.count >= foldFewAt else { return }
    foldFew()
    if few.count * 2 > foldFewAt { grow() }
  }

  /// Turns the array into buckets.
  private mutating func grow() {
    heads = [Int32](repeating: -1, count: PackedProbe.buckets)
    tails = heads
    counts = [Int32](repeating: 0, count: PackedProbe.buckets)
    foldAt = [Int32](repeating: RoundBuffer.firstFold, count: PackedProbe.buckets)
    lines = [UInt64](repeating: 0, count: PackedProbe.buckets * 8)
    lineCounts = [UInt8](repeating: 0, count: PackedProbe.buckets)
    let rows = few
    few = []
    for row in rows { append(row.word, to: Int(row.bucket)) }
  }

  /// Moves the gathered words of a bucket into its pages.
  private mutating func flush(_ bucket: Int) {
    let used = Int(counts[bucket]) & (RoundBuffer.pageWords - 1)
    if used & 7 == 0 {
      // The whole line fits the page.
      if used == 0 { addPage(to: bucket) }
      let page = Int(tails[bucket])
      let chunk = page / RoundBuffer.chunkPages
      let offset = (page & (RoundBuffer.chunkPages - 1)) * RoundBuffer.pageWords + used
      for index in 0..<8 { chunks[chunk][offset &+ index] = lines[bucket &* 8 &+ index] }
      counts[bucket] &+= 8
    } else {
      store(bucket, lines, from: bucket &* 8, count: 8)
    }
    lineCounts[bucket] = 0
    if counts[bucket] >= foldAt[bucket] { fold(bucket) }
  }

  /// Appends words to the pages of a bucket.
  private mutating func store(_ bucket: Int, _ words: [UInt64], from: Int, count: Int) {
    var from = from
    let end = from + count
    while from < end {
      let used = Int(counts[bucket]) & (RoundBuffer.pageWords - 1)
      if used == 0 { addPage(to: bucket) }
      let page = Int(tails[bucket])
      let room = min(end - from, RoundBuffer.pageWords - used)
      let offset = (page & (RoundBuffer.chunkPages - 1)) * RoundBuffer.pageWords + used
      let chunk = page / RoundBuffer.chunkPages
      let source = words[from..<from + room]
      unsafe chunks[chunk].withUnsafeMutableBufferPointer { chunk in
        let target = unsafe UnsafeMutableBufferPointer(rebasing: chunk[offset..<offset + room])
        _ = unsafe target.update(fromContentsOf: source)
      }
      counts[bucket] &+= Int32(room)
      from += room
    }
  }

  private mutating func addPage(to bucket: Int) {
    let page: Int32
    if free >= 0 {
      page = free
      free = next[Int(page)]
      next[Int(page)] = -1
    } else {
      page = Int32(next.count)
      next.append(-1)
      if Int(page) / RoundBuffer.chunkPages == chunks.count {
        chunks.append(
          [UInt64](repeating: 0, count: RoundBuffer.chunkPages * RoundBuffer.pageWords))
      }
    }
    if counts[bucket] == 0 { heads[bucket] = page } else { next[Int(tails[bucket])] = page }
    tails[bucket] = page
  }

  private mutating func freePages(of bucket: Int) {
    guard counts[bucket] > 0 else { return }
    next[Int(tails[bucket])] = free
    free = heads[bucket]
    heads[bucket] = -1
    tails[bucket] = -1
    counts[bucket] = 0
  }

  /// Replaces the words of a bucket.
  mutating func replace(_ bucket: Int, by words: [UInt64], count: Int) {
    freePages(of: bucket)
    store(bucket, words, from: 0, count: count)
  }

  /// Copies the words of a bucket in no order and returns their number.
  func load(_ bucket: Int, into words: inout [UInt64]) -> Int {
    let gathered = Int(lineCounts[bucket])
    let total = Int(counts[bucket]) + gathered
    if words.count < total {
      words += [UInt64](repeating: 0, count: total * 5 / 4 - words.count + 64)
    }
    var (page, left, at) = (heads[bucket], Int(counts[bucket]), 0)
    while left > 0 {
      let count = min(left, RoundBuffer.pageWords)
      let offset = (Int(page) & (RoundBuffer.chunkPages - 1)) * RoundBuffer.pageWords
      let chunk = Int(page) / RoundBuffer.chunkPages
      unsafe words.withUnsafeMutableBufferPointer { words in
        unsafe chunks[chunk].withUnsafeBufferPointer { chunk in
          let target = unsafe UnsafeMutableBufferPointer(rebasing: words[at..<at + count])
          _ = unsafe target.update(fromContentsOf: chunk[offset..<offset + count])
        }
      }
      at += count
      left -= count
      page = next[Int(page)]
    }
    for index in 0..<gathered { words[at + index] = lines[bucket * 8 + index] }
    return total
  }

  /// Empties the gathered words of a bucket, which were loaded.
  mutating func clearLine(of bucket: Int) { lineCounts[bucket] = 0 }

  private mutating func fold(_ bucket: Int) {
    var sorter = BucketSorter()
    let count = sorter.load(self, bucket)
    clearLine(of: bucket)
    let kept = sorter.fold(count, &folds)
    replace(bucket, by: sorter.words, count: kept)
    foldAt[bucket] = max(RoundBuffer.firstFold, counts[bucket] * 2)
  }

  /// Sorts and folds the array.
  private mutating func foldFew() {
    few.sort { $0.bucket == $1.bucket ? $0.word < $1.word : $0.bucket < $1.bucket }
    var kept: [(bucket: UInt16, word: UInt64)] = []
    var sorter = BucketSorter()
    var first = 0
    while first < few.count {
      let bucket = few[first].bucket
      var end = first
      var words: [UInt64] = []
      while end < few.count, few[end].bucket == bucket {
        words.append(few[end].word)
        end += 1
      }
      let count = sorter.take(words)
      let left = sorter.fold(count, &folds)
      for index in 0..<left { kept.append((bucket, sorter.words[index])) }
      first = end
    }
    few = kept
  }

  /// Adds what was folded before.
  mutating func addFolds(_ other: FoldCount) { folds.merge(other) }

  /// Adds the results of another part of the round.
  mutating func merge(_ other: RoundBuffer) {
    folds.merge(other.folds)
    guard other.isLarge else {
      for row in other.few { append(row.word, to: Int(row.bucket)) }
      return
    }
    if !isLarge { grow() }
    var words: [UInt64] = []
    for bucket in 0..<PackedProbe.buckets {
      let count = other.load(bucket, into: &words)
      for index in 0..<count { append(words[index], to: bucket) }
    }
  }

  /// Calls `body` with the words of each bucket that holds any, sorted and folded, in order of the
  /// buckets; what it leaves in the sorter is kept. The number of words comes with it.
  mutating func eachBucket(
    _ sorter: inout BucketSorter, _ body: (Int, inout BucketSorter, Int) -> Int
  ) {
    guard isLarge else {
      foldFew()
      var kept: [(bucket: UInt16, word: UInt64)] = []
      var first = 0
      while first < few.count {
        let bucket = few[first].bucket
        var words: [UInt64] = []
        while first < few.count, few[first].bucket == bucket {
          words.append(few[first].word)
          first += 1
        }
        let left = body(Int(bucket), &sorter, sorter.take(words))
        for index in 0..<left { kept.append((bucket, sorter.words[index])) }
      }
      few = kept
      return
    }
    for bucket in 0..<PackedProbe.buckets {
      let count = sorter.load(self, bucket)
      guard count > 0 else { continue }
      clearLine(of: bucket)
      let left = body(bucket, &sorter, sorter.fold(count, &folds))
      replace(bucket, by: sorter.words, count: left)
    }
  }

  /// Copies the words of a bucket that `eachBucket` has sorted, and returns their number; of a round
  /// without buckets from `place` on, which moves behind them.
  func loadSorted(_ bucket: Int, into words: inout [UInt64], from place: inout Int) -> Int {
    if isLarge { return load(bucket, into: &words) }
    var count = 0
    while place < few.count, Int(few[place].bucket) == bucket {
      if count == words.count { words.append(0) }
      words[count] = few[place].word
      count += 1
      place += 1
    }
    return count
  }
}
