extension RoundBuffer {
  /// Writes the results, sorted and folded, so that equal rounds are equal octets.
  mutating func write(to writer: inout ProbingStateWriter) {
    var rows: [(bucket: Int, words: ArraySlice<UInt64>)] = []
    var sorter = BucketSorter()
    eachBucket(&sorter) { bucket, sorter, count in
      rows.append((bucket, sorter.words[0..<count]))
      return count
    }
    writer.write(start)
    writer.write(folds.packets)
    writer.write(folds.replies)
    writer.write(rows.count)
    for row in rows {
      writer.write(UInt16(truncatingIfNeeded: row.bucket))
      writer.write(row.words.count)
      for word in row.words { writer.write(word) }
    }
  }

  init(from reader: inout ProbingStateReader) throws(ProbingStateError) {
    let start = try reader.time()
    let size = Int64(ProbingRound.seconds) * 1_000
    guard start >= 0, start % size == 0 else { throw .invalid("it holds an impossible round") }
    self.init(start: start)
    let folded = FoldCount(packets: try reader.tally(), replies: try reader.tally())
    for _ in 0..<(try reader.count(width: 10)) {
      let bucket: UInt16 = try reader.number()
      guard bucket < PackedProbe.buckets else { throw .invalid("it holds an impossible bucket") }
      for _ in 0..<(try reader.count(width: 8)) {
        let word: UInt64 = try reader.number()
        guard PackedProbe.milliseconds(word) < size else {
          throw .invalid("it holds an impossible result")
        }
        append(word, to: Int(bucket))
      }
    }
    addFolds(folded)
  }
}
