/// Gathers blocks in columns as they are read, and puts them in order where they are not.
struct BlockListBuilder {
  private let rule: BlockListRule
  private var columns = BlockColumns()
  private var isAscending = true
  private var latest: Slash24?
  private var hasHours = false
  /// The blocks that the rule leaves out, as `entry` has them.
  private var rejected: [UInt64] = []
  /// The blocks that the rule left out, once the list is built.
  private(set) var excluded = 0
  /// The blocks that came again; the last of each stays.
  private(set) var repeated = 0

  init(_ rule: BlockListRule) { self.rule = rule }

  /// The blocks that were kept so far.
  var count: Int { columns.blocks.count }

  /// Takes a block; `hours` are 24 values or none.
  mutating func take(
    _ block: Slash24, _ hosts: HostSet, hostCount: Int, availability: Double,
    hours: [Double] = []
  ) {
    if let latest, latest >= block { isAscending = false }
    latest = block
    guard rule.accepts(hostCount: hostCount, availability: availability) else {
      rejected.append(BlockListBuilder.entry(block, columns.blocks.count, isKept: false))
      return
    }
    columns.blocks.append(block)
    columns.hosts.append(hosts)
    columns.hostCounts.append(UInt8(min(max(1, hostCount), 256) - 1))
    columns.availabilities.append(UInt16((min(max(0, availability), 1) * 65_535).rounded()))
    if hours.count == 24, !hasHours {
      // The first that has any: the others before it have none.
      columns.hourly = [UInt8](repeating: 0, count: (columns.blocks.count - 1) * 24)
      hasHours = true
    }
    guard hasHours else { return }
    if hours.count == 24 {
      // A zero stands for none.
      for hour in hours { columns.hourly.append(UInt8(max(1, (min(hour, 1) * 255).rounded()))) }
    } else {
      columns.hourly.append(contentsOf: repeatElement(0, count: 24))
    }
  }

  /// The list. O(n), or O(n log n) where the blocks came out of order.
  mutating func build() -> BlockList {
    if isAscending { excluded = rejected.count } else { sort() }
    defer { columns = BlockColumns() }
    return BlockList(columns)
  }

  /// A block, where it came among those that the rule keeps, and whether it is one of them. One that is
  /// left out stands before the kept one that came after it.
  private static func entry(_ block: Slash24, _ index: Int, isKept: Bool) -> UInt64 {
    UInt64(block.rawValue) << 40 | UInt64(index) << 1 | (isKept ? 1 : 0)
  }

  private mutating func sort() {
    var order = columns.blocks.indices.map {
      BlockListBuilder.entry(columns.blocks[$0], $0, isKept: true)
    }
    order += rejected
    order.sort()
    var sorted = BlockColumns()
    for (place, entry) in order.enumerated() {
      if place + 1 < order.count, order[place + 1] >> 40 == entry >> 40 {
        repeated += 1
        continue
      }
      // The last of equal ones, which the rule may have left out.
      guard entry & 1 == 1 else {
        excluded += 1
        continue
      }
      let index = Int(entry & 0xFF_FFFF_FFFF) >> 1
      sorted.blocks.append(columns.blocks[index])
      sorted.hosts.append(columns.hosts[index])
      sorted.hostCounts.append(columns.hostCounts[index])
      sorted.availabilities.append(columns.availabilities[index])
      if hasHours { sorted.hourly += columns.hourly[index * 24..<index * 24 + 24] }
    }
    columns = sorted
  }
}
