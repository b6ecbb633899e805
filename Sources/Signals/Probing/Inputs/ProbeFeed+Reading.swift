import Inflate
import Timeline

extension ProbeFeed {
  /// Reads all inputs into a sink. Call it once.
  ///
  /// Throws where an input cannot be read or is in no form that is known; damage within it is a
  /// finding. O(results · log inputs), memory for one batch of each input that is open.
  public mutating func read(into sink: inout some ProbeSink) throws(ProbeInputError) {
    var waiting = try starts()
    var open = StreamHeap()
    let settle = Int64(self.settle) * 1_000
    while !open.isEmpty || !waiting.isEmpty {
      // All that may begin before the earliest result that stands ready.
      let earliest = open.earliest ?? .max
      while let first = waiting.last, first.start <= earliest || open.isEmpty {
        waiting.removeLast()
        if let stream = first.stream {
          try insert(stream, &open, settle)
        } else {
          try insert(self.open(first.index), &open, settle)
        }
        if let key = open.earliest, let next = waiting.last, next.start > key { break }
      }
      try drain(&open, until: waiting.last?.start ?? .max, settle, &sink)
    }
  }

  /// Gives results until no input is open, or the earliest result lies at `end` or behind it.
  private mutating func drain(
    _ open: inout StreamHeap, until end: Int64, _ settle: Int64, _ sink: inout some ProbeSink
  ) throws(ProbeInputError) {
    while let place = open.first, open.streams[place].key < end {
      // As long as it stays the earliest.
      let limit = open.second.map { (key: open.streams[$0].key, index: open.streams[$0].index) }
      let index = open.streams[place].index
      repeat {
        let (result, isBackwards) = open.streams[place].take(settle: settle)
        open.streams[place].count(result, isBackwards: isBackwards)
        sink.take(result)
        if open.streams[place].needsMore { try open.streams[place].fill(&probers) }
        guard !open.streams[place].isAtEnd else { break }
        open.streams[place].judge(settle: settle)
        if let limit, (limit.key, limit.index) < (open.streams[place].key, index) { break }
      } while open.streams[place].key < end
      if open.streams[place].isAtEnd { close(open.removeFirst()) } else { open.moveFirst() }
    }
  }

  /// An input that is not open yet, and when its results begin.
  private struct Start {
    let index: Int
    let start: Int64
    /// What cannot be read twice stays open.
    let stream: ProbeStream?
  }

  /// When the inputs begin, the latest first.
  private mutating func starts() throws(ProbeInputError) -> [Start] {
    guard inputs.count > 1 else {
      return inputs.isEmpty ? [] : [Start(index: 0, start: .min, stream: nil)]
    }
    var starts: [Start] = []
    for (index, input) in inputs.enumerated() {
      if input.isRepeatable {
        // Numbers are given in the order in which results are, not in which files are looked at.
        var scratch = ProberTable()
        var stream = try ProbeStream(
          input, index: index, includesRepliesOnly: includesRepliesOnly, &scratch)
        try stream.fill(&scratch)
        stream.judge(settle: 0)
        starts.append(Start(index: index, start: stream.key, stream: nil))
      } else {
        var stream = try self.open(index)
        try stream.fill(&probers)
        stream.judge(settle: 0)
        starts.append(Start(index: index, start: stream.key, stream: stream))
      }
    }
    return starts.sorted { ($1.start, $1.index) < ($0.start, $0.index) }
  }

  private mutating func open(_ index: Int) throws(ProbeInputError) -> ProbeStream {
    try ProbeStream(
      inputs[index], index: index, includesRepliesOnly: includesRepliesOnly, &probers)
  }

  private mutating func insert(
    _ stream: ProbeStream, _ open: inout StreamHeap, _ settle: Int64
  ) throws(ProbeInputError) {
    var stream = stream
    try stream.fill(&probers)
    guard !stream.isAtEnd else { return close(stream) }
    stream.judge(settle: settle)
    open.insert(stream)
  }

  /// Keeps what an input held when all of it is given.
  private mutating func close(_ stream: ProbeStream) {
    counts[stream.index] = stream.reader.counts
    let name = counts[stream.index].name
    for finding in stream.reader.allFindings.findings(source: name) { findings.record(finding) }
    for damage in stream.damage { findings.record(damage.finding(source: name)) }
  }
}
