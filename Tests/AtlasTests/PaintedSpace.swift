import Atlas
import Net

/// A slow reference: 65,536 consecutive addresses of either family, each with the place of the range
/// that decides, found by painting wide ranges first and narrow ones over them.
struct PaintedSpace {
  /// The places by address, 0 where no range lies.
  var places: [UInt32]
  /// The ranges as drawn, by index into the space.
  let ranges: [(first: Int, last: Int, place: UInt32)]
  /// The address of index 0: its upper bits, with the addresses of one index below them.
  let base: UInt128
  /// Addresses an index stands for, as a power of two.
  let scale: Int
  let family: IPFamily

  init(
    _ ranges: [(first: Int, last: Int, place: UInt32)], base: UInt128, scale: Int,
    family: IPFamily
  ) {
    self.ranges = ranges
    self.base = base
    self.scale = scale
    self.family = family
    places = Array(repeating: 0, count: 1 << 16)
    let order = ranges.indices.sorted {
      let left = ranges[$0].last - ranges[$0].first
      let right = ranges[$1].last - ranges[$1].first
      return left == right ? $0 < $1 : left > right
    }
    for index in order {
      for address in ranges[index].first...ranges[index].last {
        places[address] = ranges[index].place
      }
    }
  }

  /// The first address of an index.
  func address(_ index: Int) -> IPAddress {
    let value = base + UInt128(index) << UInt128(scale)
    return family == .ipv4
      ? IPAddress(ipv4: UInt32(truncatingIfNeeded: value)) : IPAddress(ipv6: value)
  }

  /// The last address of an index.
  func lastAddress(_ index: Int) -> IPAddress {
    let value = base + UInt128(index + 1) << UInt128(scale) - 1
    return family == .ipv4
      ? IPAddress(ipv4: UInt32(truncatingIfNeeded: value)) : IPAddress(ipv6: value)
  }

  /// Adds the ranges to a list whose places have the given numbers.
  func add(to list: inout RangeList, numbers: [UInt32]) {
    for range in ranges {
      list.add(
        address(range.first), lastAddress(range.last), number: numbers[Int(range.place)])
    }
  }
}
