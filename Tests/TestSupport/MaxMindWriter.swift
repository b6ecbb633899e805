public import Net

/// Writes small MaxMind DBs, by the format's specification.
public struct MaxMindWriter {
  /// A value of the data section.
  public indirect enum Value {
    /// Text.
    case text(String)
    /// A number of 32 bits.
    case number(UInt32)
    /// A number of 64 bits.
    case long(UInt64)
    /// A number of 16 bits.
    case short(UInt16)
    /// An array.
    case list([Value])
    /// A map, its keys in this order.
    case map([(String, Value)])
    /// Bytes as they are.
    case raw([UInt8])
  }

  private enum Slot {
    case empty
    case node(Int)
    case data(Int)
  }

  /// Bits of a record: 24, 28 or 32.
  private let recordSize: Int
  private let isIPv6: Bool
  private let edition: String
  private let built: UInt64 = 1_573_776_000
  private var nodes: [(Slot, Slot)] = [(.empty, .empty)]
  private var data: [UInt8] = []

  /// Begins a database without networks.
  public init(recordSize: Int = 28, isIPv6: Bool = true, edition: String = "Test-City") {
    self.recordSize = recordSize
    self.isIPv6 = isIPv6
    self.edition = edition
  }

  /// Adds a network; networks must not overlap.
  public mutating func add(_ prefix: Prefix, _ value: Value) {
    let offset = data.count
    data += MaxMindWriter.encode(value)
    let isMapped = isIPv6 && prefix.family == .ipv4
    let address =
      isMapped ? UInt128(prefix.address.ipv4) : MaxMindWriter.bits(of: prefix)
    let length = Int(prefix.length) + (isMapped ? 96 : 0)
    var node = 0
    for depth in 0..<length {
      let isRight = address >> UInt128(127 - depth) & 1 == 1
      if depth == length - 1 {
        if isRight { nodes[node].1 = .data(offset) } else { nodes[node].0 = .data(offset) }
        return
      }
      if case .node(let next) = isRight ? nodes[node].1 : nodes[node].0 {
        node = next
      } else {
        nodes.append((.empty, .empty))
        let next = nodes.count - 1
        if isRight { nodes[node].1 = .node(next) } else { nodes[node].0 = .node(next) }
        node = next
      }
    }
  }

  /// Makes a prefix lead to the tree of IPv4, as databases do for `2002::/16`.
  public mutating func alias(_ prefix: Prefix) {
    var root = 0
    for _ in 0..<96 {
      guard case .node(let next) = nodes[root].0 else { return }
      root = next
    }
    var node = 0
    for depth in 0..<Int(prefix.length) {
      let isRight = MaxMindWriter.bits(of: prefix) >> UInt128(127 - depth) & 1 == 1
      if depth == Int(prefix.length) - 1 {
        if isRight { nodes[node].1 = .node(root) } else { nodes[node].0 = .node(root) }
        return
      }
      if case .node(let next) = isRight ? nodes[node].1 : nodes[node].0 {
        node = next
      } else {
        nodes.append((.empty, .empty))
        let next = nodes.count - 1
        if isRight { nodes[node].1 = .node(next) } else { nodes[node].0 = .node(next) }
        node = next
      }
    }
  }

  /// The file.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for (left, right) in nodes {
      let (l, r) = (number(left), number(right))
      switch recordSize {
      case 24: bytes += MaxMindWriter.big(l, 3) + MaxMindWriter.big(r, 3)
      case 28:
        bytes += MaxMindWriter.big(l & 0xFF_FFFF, 3)
        bytes.append(UInt8((l >> 24) << 4 | r >> 24))
        bytes += MaxMindWriter.big(r & 0xFF_FFFF, 3)
      default: bytes += MaxMindWriter.big(l, 4) + MaxMindWriter.big(r, 4)
      }
    }
    bytes += [UInt8](repeating: 0, count: 16) + data
    bytes += [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    bytes += MaxMindWriter.encode(
      .map([
        ("binary_format_major_version", .short(2)), ("binary_format_minor_version", .short(0)),
        ("build_epoch", .long(built)), ("database_type", .text(edition)),
        ("description", .map([("en", .text("a test"))])), ("ip_version", .short(isIPv6 ? 6 : 4)),
        ("languages", .list([.text("en")])), ("node_count", .number(UInt32(nodes.count))),
        ("record_size", .short(UInt16(recordSize))),
      ]))
    return bytes
  }

  /// The address of a prefix, its first bit on top.
  private static func bits(of prefix: Prefix) -> UInt128 {
    UInt128(prefix.address.high) << 64 | UInt128(prefix.address.low)
  }

  private func number(_ slot: Slot) -> Int {
    switch slot {
    case .empty: nodes.count
    case .node(let node): node
    case .data(let offset): nodes.count + 16 + offset
    }
  }

  private static func big(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
  }

  private static func control(_ type: Int, _ size: Int) -> [UInt8] {
    var first = size < 29 ? size : size < 285 ? 29 : 30
    var bytes: [UInt8] = []
    if type > 7 { bytes.append(UInt8(type - 7)) } else { first |= type << 5 }
    if size >= 285 { bytes += big(size - 285, 2) } else if size >= 29 { bytes += big(size - 29, 1) }
    return [UInt8(first)] + bytes
  }

  private static func encode(_ value: Value) -> [UInt8] {
    switch value {
    case .text(let text): return control(2, text.utf8.count) + Array(text.utf8)
    case .short(let number): return control(5, 2) + big(Int(number), 2)
    case .number(let number): return control(6, 4) + big(Int(number), 4)
    case .long(let number): return control(9, 8) + big(Int(truncatingIfNeeded: number), 8)
    case .list(let values): return control(11, values.count) + values.flatMap { encode($0) }
    case .map(let pairs):
      return control(7, pairs.count) + pairs.flatMap { encode(.text($0.0)) + encode($0.1) }
    case .raw(let bytes): return bytes
    }
  }
}
