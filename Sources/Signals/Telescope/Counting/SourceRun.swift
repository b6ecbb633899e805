/// A set of sources with what each sent, packed: the addresses ascend, each once.
///
/// A source takes about four octets: the distance from the source before, the packets and the octets,
/// each as a number of seven bits an octet. Equal sets are equal octets.
struct SourceRun: Sendable {
  private var packed: [UInt8] = []
  /// Where the octets are when they are not in memory.
  private var spilled: SpillFile.Place?
  private(set) var count = 0
  private var last: UInt32 = 0
  /// A source of every 1,024, by which others are found without unpacking all; a part has none.
  private var marks: [Mark] = []

  /// Where a source stands.
  private struct Mark: Sendable {
    /// The address of the source before it.
    let before: UInt32
    let address: UInt32
    let position: Int
  }

  /// The sources from one mark to the next.
  private static let stride = 1_024

  /// Creates an empty set.
  init() {}

  /// Appends a source whose address is above all others.
  mutating func append(_ source: SourceCount) {
    if count % SourceRun.stride == 0, marks.count * SourceRun.stride == count {
      marks.append(Mark(before: last, address: source.address, position: packed.count))
    }
    append(UInt64(source.address &- last))
    append(source.packets)
    append(source.bytes)
    last = source.address
    count += 1
  }

  @inline(__always)
  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 128 {
      packed.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    packed.append(UInt8(truncatingIfNeeded: rest))
  }

  /// All octets, wherever they are.
  var packedOctets: [UInt8] { spilled.map { $0.file.read($0) } ?? packed }

  /// Takes octets of unknown make: so many sources whose addresses ascend.
  init(checking octets: [UInt8], count: Int) throws(TelescopeError) {
    var iterator = Iterator(octets)
    var address: UInt64 = 0
    while let source = iterator.next(), self.count < count {
      guard source.packets > 0, self.count == 0 || UInt64(source.address) > address else {
        throw PartReader.impossible("source")
      }
      address = UInt64(source.address)
      append(source)
    }
    // What was packed again is what was read, so that nothing was left and nothing ran over.
    guard self.count == count, packed == octets else { throw PartReader.impossible("source") }
  }

  /// The octets in memory.
  var octets: Int { packed.count }

  /// Moves the octets into a file, where it takes them.
  mutating func spill(to file: SpillFile) {
    guard spilled == nil, !packed.isEmpty, let place = file.append(packed) else { return }
    spilled = place
    packed = []
  }

  /// Gives away room that is not used.
  mutating func trim() {
    if packed.capacity > packed.count + packed.count / 4 { packed = Array(packed[...]) }
  }

  /// The sources whose addresses lie in a range. O(octets of the part).
  func part(_ addresses: ClosedRange<UInt32>) -> SourceRun {
    if addresses == 0...UInt32.max { return self }
    var result = SourceRun()
    var iterator = makeIterator()
    var index = -1
    if let mark = mark(atOrBelow: addresses.lowerBound) {
      index = iterator.move(to: mark, of: self)
    }
    var first: SourceCount?
    while let source = iterator.next() {
      index += 1
      guard source.address >= addresses.lowerBound else { continue }
      if source.address <= addresses.upperBound { first = source }
      break
    }
    guard let first else { return result }
    result.append(first)
    result.marks = []
    let firstIndex = index
    // Behind its first source the part is the same octets.
    let begin = iterator.position
    if let mark = mark(atOrBelow: addresses.upperBound), mark * SourceRun.stride > index {
      index = iterator.move(to: mark, of: self)
      result.last = marks[mark].before
    }
    var end = iterator.position
    while let source = iterator.next(), source.address <= addresses.upperBound {
      index += 1
      result.last = source.address
      end = iterator.position
    }
    result.count += index - firstIndex
    result.packed += iterator.packed[begin..<end]
    return result
  }

  /// The addresses that cut the set in parts of about equal size: where the parts but the first begin.
  func cuts(parts: Int) -> [UInt32] {
    var cuts: [UInt32] = []
    let parts = Swift.max(1, Swift.min(parts, marks.count))
    for part in 1..<parts {
      let address = marks[marks.count * part / parts].address
      if address > cuts.last ?? 0 { cuts.append(address) }
    }
    return cuts
  }

  /// The last mark whose source is not above an address.
  private func mark(atOrBelow address: UInt32) -> Int? {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].address <= address { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// The set that holds the sources of all runs, with the sums of what they sent. O(n log k).
  static func union(_ runs: [SourceRun]) -> SourceRun {
    if runs.count == 1 { return runs[0] }
    if runs.count > 2 {
      let middle = runs.count / 2
      return union([union(Array(runs[..<middle])), union(Array(runs[middle...]))])
    }
    var result = SourceRun()
    guard runs.count == 2 else { return result }
    result.packed.reserveCapacity(runs[0].packed.count + runs[1].packed.count)
    var first = runs[0].makeIterator()
    var second = runs[1].makeIterator()
    var a = first.next()
    var b = second.next()
    while let left = a, let right = b {
      if left.address == right.address {
        result.append(
          SourceCount(
            address: left.address, packets: left.packets &+ right.packets,
            bytes: left.bytes &+ right.bytes))
        a = first.next()
        b = second.next()
      } else if left.address < right.address {
        result.append(left)
        a = first.next()
      } else {
        result.append(right)
        b = second.next()
      }
    }
    while let left = a {
      result.append(left)
      a = first.next()
    }
    while let right = b {
      result.append(right)
      b = second.next()
    }
    result.trim()
    return result
  }
}

extension SourceRun: Sequence {
  /// Unpacks the sources in order.
  struct Iterator: IteratorProtocol {
    fileprivate let packed: [UInt8]
    fileprivate private(set) var position = 0
    private var address: UInt32 = 0

    init(_ packed: [UInt8]) { self.packed = packed }

    /// Goes to a mark of the set, and returns the index of the source before it.
    fileprivate mutating func move(to mark: Int, of run: SourceRun) -> Int {
      position = run.marks[mark].position
      address = run.marks[mark].before
      return mark * SourceRun.stride - 1
    }

    mutating func next() -> SourceCount? {
      guard position < packed.count else { return nil }
      address &+= UInt32(truncatingIfNeeded: number())
      let packets = number()
      return SourceCount(address: address, packets: packets, bytes: number())
    }

    @inline(__always)
    private mutating func number() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while position < packed.count {
        let octet = packed[position]
        position += 1
        value |= UInt64(octet & 127) << shift
        if octet < 128 { break }
        shift += 7
      }
      return value
    }
  }

  func makeIterator() -> Iterator { Iterator(spilled.map { $0.file.read($0) } ?? packed) }
}

extension SourceRun: Equatable {
  /// Whether two sets hold the same sources, which sent the same.
  static func == (a: SourceRun, b: SourceRun) -> Bool {
    a.count == b.count && a.elementsEqual(b)
  }
}
