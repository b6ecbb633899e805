/// The whole address space cut into pieces, each with a number or a gap.
///
/// Piece `i` runs from `starts[i]` to the address before `starts[i + 1]`; the first starts at 0, the
/// last ends with the space. Pieces of one range of the source stay one piece unless a narrower
/// range lies within; neighbours with equal numbers are not joined, so that a piece still tells
/// which range it stems from.
public struct AddressPieces<Address: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// The number of a piece that no range covers.
  public static var gap: UInt32 { .max }

  /// The first address of each piece, ascending.
  public private(set) var starts: [Address] = []
  /// The number of each piece.
  public private(set) var values: [UInt32] = []
  /// How many ranges began within another: the narrower won, of equals the later.
  public private(set) var overlaps = 0

  /// Creates the pieces of a space of which nothing is known.
  public init() {
    starts = [0]
    values = [Self.gap]
  }

  /// Cuts the space along `ranges`: where several lie over an address, the narrowest gives its
  /// number, among equally wide ones the last of the array. O(n log n); O(n) when sorted and
  /// disjoint.
  public init(_ ranges: [AddressRange<Address>]) {
    starts.reserveCapacity(ranges.count + ranges.count / 4 + 1)
    values.reserveCapacity(ranges.count + ranges.count / 4 + 1)
    if zip(ranges, ranges.dropFirst()).allSatisfy({ $0.last < $1.first }) {
      layOut(ranges)
    } else {
      sweep(ranges)
    }
  }

  private mutating func append(_ start: Address, _ value: UInt32) {
    starts.append(start)
    values.append(value)
  }

  private mutating func layOut(_ ranges: [AddressRange<Address>]) {
    var next: Address? = 0
    for range in ranges {
      if let next, next < range.first { append(next, Self.gap) }
      append(range.first, range.value)
      next = range.last == .max ? nil : range.last + 1
    }
    if let next { append(next, Self.gap) }
  }

  /// Walks over the starts and ends of ranges with those that lie over the current address in a
  /// heap.
  private mutating func sweep(_ ranges: [AddressRange<Address>]) {
    let order = ranges.indices.sorted {
      ranges[$0].first == ranges[$1].first ? $0 < $1 : ranges[$0].first < ranges[$1].first
    }
    var heap = RangeHeap(ranges)
    var next = 0
    var cursor: Address = 0
    var shown: Int? = -1
    while true {
      heap.removeEnded(before: cursor)
      while next < order.count, ranges[order[next]].first == cursor {
        if heap.top != nil { overlaps += 1 }
        heap.insert(order[next])
        next += 1
      }
      let top = heap.top
      if top != shown {
        append(cursor, top.map { ranges[$0].value } ?? Self.gap)
        shown = top
      }
      let start = next < order.count ? ranges[order[next]].first : nil
      if let top {
        let last = ranges[top].last
        if let start, start <= last {
          cursor = start
        } else {
          if last == .max { return }
          cursor = last + 1
        }
      } else {
        guard let start else { return }
        cursor = start
      }
    }
  }

  /// The piece that holds an address. O(log n).
  public func index(of address: Address) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= address { low = middle } else { high = middle }
    }
    return low
  }

  /// The last address of a piece.
  public func last(of index: Int) -> Address {
    index + 1 < starts.count ? starts[index + 1] - 1 : .max
  }
}
