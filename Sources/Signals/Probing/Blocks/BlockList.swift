/// The blocks that are probed, in ascending order, each once.
///
/// Columns instead of structs: 4.2 million blocks take 40 octets each, 64 with availability by hour.
public struct BlockList: Equatable, Sendable {
  /// The blocks, ascending.
  public private(set) var blocks: [Slash24] = []
  /// E(b) of each.
  public private(set) var hosts: [HostSet] = []
  /// |E(b)| of each, less one.
  @usableFromInline private(set) var hostCounts: [UInt8] = []
  /// A(E(b)) of each in 65,535ths.
  @usableFromInline private(set) var availabilities: [UInt16] = []
  /// 24 values a block in 255ths, or empty when no block has any; 0 where a block has none.
  public private(set) var hourly: [UInt8] = []

  /// Creates a list; of blocks that come twice the last stays. O(n) and without a copy for blocks in
  /// ascending order, O(n log n) otherwise.
  public init(_ list: some Sequence<ProbedBlock> = []) {
    var iterator = list.makeIterator()
    while let one = iterator.next() {
      if let last = blocks.last, one.block <= last {
        var rest = blocks.indices.map { self[$0] }
        rest.append(one)
        while let next = iterator.next() { rest.append(next) }
        self = BlockList(sorting: rest)
        return
      }
      append(one)
    }
  }

  /// Takes columns that are in order.
  init(_ columns: BlockColumns) {
    blocks = columns.blocks
    hosts = columns.hosts
    hostCounts = columns.hostCounts
    availabilities = columns.availabilities
    hourly = columns.hourly
  }

  /// The columns.
  var columns: BlockColumns {
    BlockColumns(
      blocks: blocks, hosts: hosts, hostCounts: hostCounts, availabilities: availabilities,
      hourly: hourly)
  }

  private init(sorting list: [ProbedBlock]) {
    // A stable order, so that the last of equal blocks is known.
    let order = list.indices.sorted {
      list[$0].block == list[$1].block ? $0 < $1 : list[$0].block < list[$1].block
    }
    for (place, index) in order.enumerated()
    where place + 1 == order.count || list[order[place + 1]].block != list[index].block {
      append(list[index])
    }
  }

  private mutating func append(_ one: ProbedBlock) {
    if !one.hourly.isEmpty || !hourly.isEmpty {
      if hourly.isEmpty { hourly = [UInt8](repeating: 0, count: count * 24) }
      let hours = one.hourly.map { UInt8((min(max(0, $0), 1) * 255).rounded()) }
      hourly += hours.isEmpty ? [UInt8](repeating: 0, count: 24) : hours
    }
    blocks.append(one.block)
    hosts.append(one.hosts)
    hostCounts.append(UInt8(one.hostCount - 1))
    availabilities.append(UInt16((min(max(0, one.availability), 1) * 65_535).rounded()))
  }

  /// The number of blocks.
  @inlinable
  public var count: Int { blocks.count }

  /// |E(b)| of the block at an index: 1 to 256.
  @inlinable
  public func hostCount(at index: Int) -> Int { Int(hostCounts[index]) + 1 }

  /// A(E(b)) of the block at an index.
  @inlinable
  public func availability(at index: Int) -> Double { Double(availabilities[index]) / 65_535 }

  /// The block at an index as one value.
  public subscript(index: Int) -> ProbedBlock {
    let hours = hourly.isEmpty ? [] : hourly[index * 24..<index * 24 + 24]
    return ProbedBlock(
      block: blocks[index], hosts: hosts[index], hostCount: hostCount(at: index),
      availability: availability(at: index),
      hourly: hours.contains { $0 > 0 } ? hours.map { Double($0) / 255 } : [])
  }

  /// Where a block stands, or nothing. O(log n); a table of all 2²⁴ blocks is faster where many are
  /// looked up.
  public func index(of block: Slash24) -> Int? {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle] < block { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count && blocks[low] == block ? low : nil
  }
}
