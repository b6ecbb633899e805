/// The pieces of one family in a table's memory.
///
/// The view does not keep the memory; the table that holds both does.
@safe @usableFromInline
struct PieceView<Address: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>:
  @unchecked Sendable
{
  @usableFromInline let starts: UnsafePointer<Address>
  @usableFromInline let places: UnsafePointer<UInt16>
  @usableFromInline let sources: UnsafePointer<UInt8>
  /// For each value of the first 16 bits the piece that holds its first address; then the last piece.
  @usableFromInline let index: UnsafePointer<UInt32>
  @usableFromInline let count: Int

  /// Looks at the sections that begin at the given offsets.
  init(
    _ memory: TableMemory, starts: Int, places: Int, sources: Int, index: Int, count: Int
  ) {
    unsafe self.starts = memory.pointer(starts, count, of: Address.self)
    unsafe self.places = memory.pointer(places, count, of: UInt16.self)
    unsafe self.sources = memory.pointer(sources, count, of: UInt8.self)
    unsafe self.index = memory.pointer(index, TableLayout.indexCount, of: UInt32.self)
    self.count = count
  }

  /// The piece that holds an address: a search among the pieces of its first 16 bits.
  @inlinable
  func piece(of address: Address) -> Int {
    let key = Int(truncatingIfNeeded: address >> Address(Address.bitWidth &- 16))
    var low = unsafe Int(index[key])
    var high = unsafe Int(index[key &+ 1]) &+ 1
    while high &- low > 1 {
      let middle = (low &+ high) >> 1
      if unsafe starts[middle] <= address { low = middle } else { high = middle }
    }
    return low
  }

  /// The place of a piece.
  @inlinable
  func place(_ piece: Int) -> UInt16 { unsafe places[piece] }

  /// The source of a piece.
  func source(_ piece: Int) -> UInt8 { unsafe sources[piece] }

  /// The last address of a piece.
  func last(_ piece: Int) -> Address {
    piece + 1 < count ? unsafe starts[piece + 1] &- 1 : .max
  }

  /// The first address of a piece.
  func first(_ piece: Int) -> Address { unsafe starts[piece] }

  /// A run of blocks that hold addresses of one place.
  struct Run {
    var place: UInt16
    var first: UInt64
    var last: UInt64
  }

  /// For each place of `first...last`, the maximal runs of blocks of 2^`shift` addresses that hold
  /// one of its addresses, by place, then by block. `names` says as which place a place counts.
  /// O(n log n) in the pieces of the range.
  @usableFromInline
  func forEachRun(
    from first: Address, through last: Address, shift: Int, names: [UInt16],
    _ body: (_ first: UInt64, _ count: UInt64, _ place: PlaceID) -> Void
  ) {
    func block(_ address: Address) -> UInt64 {
      UInt64(truncatingIfNeeded: address >> Address(shift))
    }
    func report(_ run: Run) {
      body(run.first, run.last &- run.first &+ 1, PlaceID(rawValue: run.place))
    }
    var piece = piece(of: first)
    if self.last(piece) >= last {
      return report(
        Run(place: names[Int(place(piece))], first: block(first), last: block(last)))
    }
    var runs: [Run] = []
    var start = first
    while true {
      let end = min(self.last(piece), last)
      let run = Run(place: names[Int(place(piece))], first: block(start), last: block(end))
      if let previous = runs.indices.last, runs[previous].place == run.place,
        run.first <= runs[previous].last &+ 1
      {
        runs[previous].last = run.last
      } else {
        runs.append(run)
      }
      if end == last { break }
      start = end &+ 1
      piece += 1
    }
    if runs.count > 1 {
      runs.sort { $0.place == $1.place ? $0.first < $1.first : $0.place < $1.place }
    }
    var open = runs[0]
    for run in runs.dropFirst() {
      if run.place == open.place, run.first <= open.last &+ 1 {
        open.last = run.last
      } else {
        report(open)
        open = run
      }
    }
    report(open)
  }
}
