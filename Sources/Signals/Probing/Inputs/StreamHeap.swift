/// Open inputs, of which the one whose next result is the earliest is found at once; of equals the one
/// named first.
struct StreamHeap {
  /// The inputs, which stay where they are: they are too large to be moved for each result.
  var streams: [ProbeStream] = []
  /// A binary heap of places in `streams`: none comes before that at (its own − 1) ÷ 2.
  private var heap: [Int] = []

  var isEmpty: Bool { streams.isEmpty }

  /// The place of the earliest.
  var first: Int? { heap.first }

  /// The place of the earliest besides the first.
  var second: Int? {
    guard heap.count > 1 else { return nil }
    return heap.count > 2 && precedes(heap[2], heap[1]) ? heap[2] : heap[1]
  }

  /// Where the earliest stands in time.
  var earliest: Int64? { heap.first.map { streams[$0].key } }

  /// Adds an input. O(log inputs).
  mutating func insert(_ stream: ProbeStream) {
    heap.append(streams.count)
    streams.append(stream)
    var slot = heap.count - 1
    while slot > 0, precedes(heap[slot], heap[(slot - 1) / 2]) {
      heap.swapAt(slot, (slot - 1) / 2)
      slot = (slot - 1) / 2
    }
  }

  /// Puts the first where it belongs, now that it stands elsewhere in time. O(log inputs).
  mutating func moveFirst() {
    var slot = 0
    while 2 * slot + 1 < heap.count {
      var child = 2 * slot + 1
      if child + 1 < heap.count, precedes(heap[child + 1], heap[child]) { child += 1 }
      guard precedes(heap[child], heap[slot]) else { return }
      heap.swapAt(slot, child)
      slot = child
    }
  }

  /// Takes the first out. O(inputs).
  mutating func removeFirst() -> ProbeStream {
    heap.swapAt(0, heap.count - 1)
    let place = heap.removeLast()
    moveFirst()
    for slot in heap.indices where heap[slot] > place { heap[slot] -= 1 }
    return streams.remove(at: place)
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    (streams[a].key, streams[a].index) < (streams[b].key, streams[b].index)
  }
}
