import Net

/// What each entity is credited with: the blocks that its visible prefixes cover, each once.
///
/// A block is a /24 of IPv4 or a /48 of IPv6. Only differences are counted: a prefix that becomes
/// visible adds the blocks that no visible prefix around it covers for the entity, less those that
/// the largest ones within it cover already. Memory goes with visible prefixes, not with blocks.
struct CreditBook: Sendable {
  /// What is known of a prefix.
  enum State: UInt8, Sendable {
    case hidden, single, several, ignored
  }

  let family: IPFamily
  /// The length of a block's prefix.
  let blockLength: UInt8
  let places: any PlaceResolver
  var ledger: EntityLedger
  /// Blocks by entity.
  var blocks: [Int64] = []
  /// Visible prefixes by entity.
  var prefixes: [Int32] = []
  /// The entities whose counts may have changed since the last bin ended.
  var dirty: [Int32] = []
  var isDirty: [Bool] = []
  /// The number of visible prefixes.
  private(set) var visible = 0

  private(set) var states: [UInt8] = []
  /// The origin to which a prefix is credited, 0 for none.
  private var origins: [UInt32] = []
  private var several: [UInt32: [UInt32]] = [:]
  var trie = NestingTrie()
  /// How many visible prefixes longer than a block credit it to an entity.
  var longCounts: [BlockKey: Int32] = [:]
  /// The memory of the credit that was counted last, for the next.
  private var spare = Credit()

  /// A block of an entity.
  struct BlockKey: Hashable, Sendable {
    let entity: Int32
    let block: UInt64
  }

  init(family: IPFamily, places: any PlaceResolver) {
    self.family = family
    blockLength = family == .ipv4 ? 24 : 48
    self.places = places
    ledger = EntityLedger(places: places.placeEntities)
    makeRoom()
  }

  /// Makes room for prefixes up to the index's count.
  mutating func grow(_ index: PrefixIndex) {
    let shortest: UInt8 = family == .ipv4 ? 6 : 16
    while states.count < index.count {
      let id = states.count
      let isIgnored =
        index.lengths[id] < shortest || SpecialPurpose.contains(index.prefix(id))
      states.append(isIgnored ? State.ignored.rawValue : State.hidden.rawValue)
      origins.append(0)
    }
  }

  /// Judges the prefixes that were touched as they are.
  mutating func judgeTouched(_ routes: RouteTable, over feed: FeedMask, _ index: PrefixIndex) {
    var seen: [UInt32] = []
    for prefix in routes.touched {
      let isVisible = routes.isVisible(Int(prefix), over: feed, seen: &seen)
      judge(Int(prefix), isVisible: isVisible, seen: seen, index)
    }
  }

  /// Judges all prefixes as they were when the last bin ended.
  mutating func judgeBefore(_ routes: RouteTable, over feed: FeedMask, _ index: PrefixIndex) {
    var seen: [UInt32] = []
    for prefix in 0..<index.count {
      let isVisible = routes.wasVisible(prefix, over: feed, seen: &seen)
      judge(prefix, isVisible: isVisible, seen: seen, index)
    }
  }

  /// Takes note of how a prefix was judged.
  @inline(__always)
  private mutating func judge(_ id: Int, isVisible: Bool, seen: [UInt32], _ index: PrefixIndex) {
    let state = states[id]
    if isVisible {
      if state == State.single.rawValue, seen.count < 2,
        origins[id] == (seen.isEmpty ? 0 : seen[0])
      {
        return
      }
      if state == State.ignored.rawValue { return }
      show(id, seen, index)
    } else if state == State.single.rawValue || state == State.several.rawValue {
      hide(id, index)
    }
  }

  /// The origins to which a visible prefix is credited.
  func origins(of id: Int) -> [UInt32] {
    if states[id] == State.several.rawValue { return several[UInt32(id)] ?? [] }
    return origins[id] == 0 ? [] : [origins[id]]
  }

  func isCredited(_ id: Int, to origin: UInt32) -> Bool {
    states[id] == State.several.rawValue
      ? several[UInt32(id)]?.contains(origin) ?? false : origins[id] == origin
  }

  private mutating func show(_ id: Int, _ seen: [UInt32], _ index: PrefixIndex) {
    var credit = Credit()
    swap(&credit, &spare)
    defer { swap(&credit, &spare) }
    credit.id = id
    credit.ancestors.removeAll(keepingCapacity: true)
    let isNew = states[id] == State.hidden.rawValue
    if isNew {
      visible += 1
      credit.node = trie.insert(id, index, ancestors: &credit.ancestors)
    } else {
      credit.node = trie.find(id, index, ancestors: &credit.ancestors)
    }
    locate(id, index, in: &credit.sites)
    let old = isNew ? [] : origins(of: id)
    for origin in old where !seen.contains(origin) {
      count(&credit, origin: origin, sign: -1, index)
    }
    if isNew { count(&credit, origin: nil, sign: 1, index) }
    for origin in seen where !old.contains(origin) {
      count(&credit, origin: origin, sign: 1, index)
    }
    setOrigins(id, seen)
  }

  private mutating func setOrigins(_ id: Int, _ seen: [UInt32]) {
    if states[id] == State.several.rawValue { several[UInt32(id)] = nil }
    origins[id] = seen.first ?? 0
    states[id] = seen.count > 1 ? State.several.rawValue : State.single.rawValue
    if seen.count > 1 { several[UInt32(id)] = seen }
  }

  private mutating func hide(_ id: Int, _ index: PrefixIndex) {
    var credit = Credit()
    swap(&credit, &spare)
    defer { swap(&credit, &spare) }
    credit.id = id
    credit.ancestors.removeAll(keepingCapacity: true)
    credit.node = trie.find(id, index, ancestors: &credit.ancestors)
    locate(id, index, in: &credit.sites)
    count(&credit, origin: nil, sign: -1, index)
    for origin in origins(of: id) { count(&credit, origin: origin, sign: -1, index) }
    if states[id] == State.several.rawValue { several[UInt32(id)] = nil }
    states[id] = State.hidden.rawValue
    origins[id] = 0
    visible -= 1
    trie.removeFound(credit.node)
  }

  /// The counts of all entities with a credit, brought up to the ledger's size.
  mutating func makeRoom() {
    while blocks.count < ledger.entities.count {
      blocks.append(0)
      prefixes.append(0)
      isDirty.append(false)
    }
  }

  /// Adds blocks to an entity's count.
  @inline(__always)
  mutating func add(_ blocks: Int64, to entity: Int) {
    if entity >= self.blocks.count { makeRoom() }
    self.blocks[entity] += blocks
    mark(entity)
  }

  @inline(__always)
  mutating func mark(_ entity: Int) {
    if !isDirty[entity] {
      isDirty[entity] = true
      dirty.append(Int32(entity))
    }
  }

  /// Forgets which entities changed, and returns them in order.
  mutating func takeDirty() -> [Int] {
    let changed = dirty.map { Int($0) }.sorted()
    for entity in changed { isDirty[entity] = false }
    dirty.removeAll(keepingCapacity: true)
    return changed
  }
}
