import Net

extension MaxMindDatabase {
  /// Visits every network that holds data, in order of addresses, with the offset of its data.
  ///
  /// Networks below `::/96` are IPv4; prefixes that lead there too (`::ffff:0:0/96`, `2002::/16`)
  /// are passed over. A tree that runs in circles, is deeper than an address, or leads to many of its
  /// nodes again and again throws `damaged`. O(nodes).
  func forEachNetwork(
    _ body: (_ network: Prefix, _ data: UInt32) throws(AtlasError) -> Void
  ) throws(AtlasError) {
    let bits = isIPv6 ? 128 : 32
    let root = ipv4Root
    var visits = 0
    let limit = 4 * Int(nodeCount) + 1024
    // The right side of each node on the way down waits here, so that left comes first.
    var stack: [(record: Record, path: UInt128, depth: Int)] = [(.node(0), 0, 0)]
    while let (record, path, depth) = stack.popLast() {
      switch record {
      case .empty: continue
      case .data(let offset):
        for network in networks(path, depth) { try body(network, offset) }
      case .node(let node):
        if node == root, path != 0 || depth != 96 { continue }
        visits += 1
        guard depth < bits, visits <= limit else {
          throw .damaged(source: name, detail: "a search tree that runs in circles")
        }
        let (left, right) = try records(of: node)
        let bit = UInt128(1) << UInt128(127 - depth)
        stack.append((right, path | bit, depth + 1))
        stack.append((left, path, depth + 1))
      }
    }
  }

  /// The network at the end of a path through the tree: of IPv6, of IPv4, or what of both it covers.
  private func networks(_ path: UInt128, _ depth: Int) -> [Prefix] {
    let length = UInt8(truncatingIfNeeded: depth)
    guard isIPv6 else {
      return [Prefix(ipv4: UInt32(truncatingIfNeeded: path >> 96), length: length)]
    }
    let ipv6 = Prefix(
      high: UInt64(truncatingIfNeeded: path >> 64), low: UInt64(truncatingIfNeeded: path),
      length: length, family: .ipv6)
    if path >> 32 != 0 { return [ipv6] }
    if depth < 96 { return [Prefix(ipv4: 0, length: 0), ipv6] }
    return [Prefix(ipv4: UInt32(truncatingIfNeeded: path), length: length - 96)]
  }
}
