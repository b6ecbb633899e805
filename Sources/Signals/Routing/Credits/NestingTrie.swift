import Net

/// The visible prefixes of a family by their nesting: which lie within which.
///
/// A path-compressed binary trie. Nodes name a prefix by its number, whose bits stand in the index;
/// a node without a prefix of its own, where two branches part, borrows the number of one below.
/// Insertion, removal and ancestors: O(address bits). Node 0 is the root and no prefix.
struct NestingTrie: Sendable {
  struct Node: Sendable {
    var left: UInt32 = 0
    var right: UInt32 = 0
    var prefix: UInt32 = 0
    var length: UInt8 = 0
    var isPrefix = false
  }

  private(set) var nodes: [Node] = [Node()]
  private var free: [UInt32] = []
  private var path: [UInt32] = []

  /// Adds a prefix, appends the prefixes in which it lies to `ancestors`, and returns its node.
  mutating func insert(_ id: Int, _ index: PrefixIndex, ancestors: inout [UInt32]) -> Int {
    let length = index.lengths[id]
    var parent = 0
    var isRight = false
    var node = 0
    while true {
      let at = nodes[node]
      let common =
        node == 0
        ? 0 : index.commonLength(id, Int(at.prefix), limit: min(Int(length), Int(at.length)))
      if common < Int(at.length) {
        return split(id, length, index, common, node, parent, isRight)
      }
      if at.length == length, node != 0 {
        nodes[node].prefix = UInt32(id)
        nodes[node].isPrefix = true
        return node
      }
      if at.isPrefix { ancestors.append(at.prefix) }
      if length == 0 { return 0 }
      isRight = index.bit(id, Int(at.length))
      let next = isRight ? at.right : at.left
      if next == 0 {
        let leaf = make(Node(prefix: UInt32(id), length: length, isPrefix: true))
        link(leaf, below: node, isRight)
        return leaf
      }
      parent = node
      node = Int(next)
    }
  }

  /// Puts a prefix above a node, or beside it below a new branch.
  private mutating func split(
    _ id: Int, _ length: UInt8, _ index: PrefixIndex, _ common: Int, _ node: Int, _ parent: Int,
    _ isRight: Bool
  ) -> Int {
    let lower = UInt32(node)
    let isLowerRight = index.bit(Int(nodes[node].prefix), common)
    if common == Int(length) {
      var upper = Node(prefix: UInt32(id), length: length, isPrefix: true)
      if isLowerRight { upper.right = lower } else { upper.left = lower }
      let place = make(upper)
      link(place, below: parent, isRight)
      return place
    }
    let leaf = make(Node(prefix: UInt32(id), length: length, isPrefix: true))
    var branch = Node(prefix: UInt32(id), length: UInt8(common), isPrefix: false)
    branch.left = isLowerRight ? UInt32(leaf) : lower
    branch.right = isLowerRight ? lower : UInt32(leaf)
    link(make(branch), below: parent, isRight)
    return leaf
  }

  /// Finds a prefix that is in the trie, and appends the prefixes in which it lies to `ancestors`.
  mutating func find(_ id: Int, _ index: PrefixIndex, ancestors: inout [UInt32]) -> Int {
    let length = index.lengths[id]
    var node = 0
    path.removeAll(keepingCapacity: true)
    while true {
      let at = nodes[node]
      if node != 0, at.length == length { return node }
      if at.isPrefix { ancestors.append(at.prefix) }
      path.append(UInt32(node))
      node = Int(index.bit(id, Int(at.length)) ? at.right : at.left)
      if node == 0 { return 0 }
    }
  }

  /// Removes the prefix that the last call of `find` found.
  mutating func removeFound(_ node: Int) {
    guard node != 0, let parent = path.last else { return }
    nodes[node].isPrefix = false
    let at = nodes[node]
    if at.left != 0, at.right != 0 { return }
    replace(UInt32(node), below: Int(parent), with: at.left == 0 ? at.right : at.left)
    guard at.left == 0, at.right == 0, parent != 0, !nodes[Int(parent)].isPrefix,
      path.count > 1
    else { return }
    // A branch with one side left parts nothing.
    let branch = nodes[Int(parent)]
    replace(
      parent, below: Int(path[path.count - 2]), with: branch.left == 0 ? branch.right : branch.left)
  }

  private mutating func replace(_ node: UInt32, below parent: Int, with other: UInt32) {
    if nodes[parent].left == node {
      nodes[parent].left = other
    } else {
      nodes[parent].right = other
    }
    free.append(node)
  }

  private mutating func make(_ node: Node) -> Int {
    if let place = free.popLast() {
      nodes[Int(place)] = node
      return Int(place)
    }
    nodes.append(node)
    return nodes.count - 1
  }

  private mutating func link(_ node: Int, below parent: Int, _ isRight: Bool) {
    if isRight { nodes[parent].right = UInt32(node) } else { nodes[parent].left = UInt32(node) }
  }

  /// Visits the prefixes below a node in order of address, each before those within it.
  ///
  /// `visit` says whether those within the prefix are of interest.
  func descend(below node: Int, _ visit: (UInt32) -> Bool) {
    guard nodes[node].left != 0 || nodes[node].right != 0 else { return }
    var stack: [UInt32] = []
    if nodes[node].right != 0 { stack.append(nodes[node].right) }
    if nodes[node].left != 0 { stack.append(nodes[node].left) }
    while let next = stack.popLast() {
      let at = nodes[Int(next)]
      if at.isPrefix, !visit(at.prefix) { continue }
      if at.right != 0 { stack.append(at.right) }
      if at.left != 0 { stack.append(at.left) }
    }
  }
}

extension PrefixIndex {
  /// Bit `place` of a prefix, counted from the left.
  @inline(__always)
  func bit(_ id: Int, _ place: Int) -> Bool {
    if place < 64 { return highs[id] & 1 << UInt64(63 - place) != 0 }
    return place < 128 && lows[id] & 1 << UInt64(127 - place) != 0
  }

  /// How many leading bits two prefixes share, at most `limit`.
  @inline(__always)
  func commonLength(_ a: Int, _ b: Int, limit: Int) -> Int {
    let high = highs[a] ^ highs[b]
    if high != 0 { return min(high.leadingZeroBitCount, limit) }
    if family == .ipv4 { return limit }
    return min(64 + (lows[a] ^ lows[b]).leadingZeroBitCount, limit)
  }
}
