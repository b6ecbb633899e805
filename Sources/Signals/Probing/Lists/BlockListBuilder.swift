/// Gathers blocks in columns as they are read, and puts them in order where they are not.
struct BlockListBuilder {
  private let rule: BlockListRule
  private var columns = BlockColumns()
  private var isAscending = true
  private var hasHours = false
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
    guard rule.accepts(hostCount: hostCount, availability: availability) else {
      excluded += 1
      return
    }
    if let last = columns.blocks.last, last >= block { isAscending = false }
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
    if !isAscending { sort() }
    defer { columns = BlockColumns() }
    return BlockList(columns)
  }

  private mutating func sort() {
    // A block and where it came, so that the last of equal ones is known.
    let order = columns.blocks.indices.map {
      UInt64(columns.blocks[$0].rawValue) << 40 | UInt64($0)
    }
    .sorted()
    var sorted = BlockColumns()
    for (place, entry) in order.enumerated() {
      if place + 1 < order.count, order[place + 1] >> 40 == entry >> 40 {
        repeated += 1
        continue
      }
      let index = Int(entry & 0xFF_FFFF_FFFF)
      sorted.blocks.append(columns.blocks[index])
      sorted.hosts.append(columns.hosts[index])
      sorted.hostCounts.append(columns.hostCounts[index])
      sorted.availabilities.append(columns.availabilities[index])
      if hasHours { sorted.hourly += columns.hourly[index * 24..<index * 24 + 24] }
    }
    columns = sorted
  }
}
