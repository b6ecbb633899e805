/// The ranges that lie over the current address of a sweep, the one that decides on top.
///
/// Narrower ranges decide before wider ones, later ones before earlier ones of equal width.
struct RangeHeap<Address: FixedWidthInteger & UnsignedInteger & Sendable> {
  private let ranges: [AddressRange<Address>]
  private var items: [Int] = []

  init(_ ranges: [AddressRange<Address>]) { self.ranges = ranges }

  /// The index of the range that decides, or nothing.
  var top: Int? { items.first }

  /// Takes ranges off the top as long as they end before `address`; those deeper wait their turn.
  mutating func removeEnded(before address: Address) {
    while let top, ranges[top].last < address { removeTop() }
  }

  mutating func insert(_ range: Int) {
    items.append(range)
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard decides(items[child], over: items[parent]) else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func removeTop() {
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
        if decides(items[child], over: items[best]) { best = child }
      }
      if best == parent { return }
      items.swapAt(parent, best)
      parent = best
    }
  }

  private func decides(_ a: Int, over b: Int) -> Bool {
    let left = ranges[a].last &- ranges[a].first
    let right = ranges[b].last &- ranges[b].first
    return left == right ? a > b : left < right
  }
}
