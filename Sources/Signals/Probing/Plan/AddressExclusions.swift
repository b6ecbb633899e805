public import Net

/// IPv4 addresses that must never be probed.
///
/// The special-purpose ranges of `SpecialPurpose` always belong to them.
public struct AddressExclusions: Equatable, Sendable {
  /// Disjoint ranges, ascending.
  private var ranges: [ClosedRange<UInt32>] = []

  /// Excludes prefixes; IPv6 ones exclude nothing here. O(n log n).
  public init(_ prefixes: some Sequence<Prefix> = []) {
    let sorted = prefixes.filter { $0.family == .ipv4 }
      .map { $0.address.ipv4...$0.lastAddress.ipv4 }
      .sorted { $0.lowerBound < $1.lowerBound }
    for range in sorted {
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
  }

  /// The hosts of a block that may be probed. O(log n) where nothing of the block is excluded.
  public func permitted(_ hosts: HostSet, of block: Slash24) -> HostSet {
    if SpecialPurpose.contains(block.prefix) { return HostSet() }
    var index = firstRange(endingAtOrAfter: block.first)
    let last = block.first | 0xFF
    guard index < ranges.count, ranges[index].lowerBound <= last else { return hosts }
    var permitted = HostSet()
    for host in hosts.hosts {
      let address = block.first | UInt32(host)
      while index < ranges.count, ranges[index].upperBound < address { index += 1 }
      if index == ranges.count || address < ranges[index].lowerBound { permitted.insert(host) }
    }
    return permitted
  }

  private func firstRange(endingAtOrAfter address: UInt32) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
