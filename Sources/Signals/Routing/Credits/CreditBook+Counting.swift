import Net

extension CreditBook {
  /// A prefix that is credited, with what stands around it.
  struct Credit: Sendable {
    var id = 0
    var node = 0
    var ancestors: [UInt32] = []
    var sites = Sites()
    /// Its runs of blocks by the parts of the origin that is being counted.
    var parts: [Site] = []
  }

  /// Where the blocks of a prefix are.
  struct Sites: Sendable {
    /// Runs of blocks by country: of one country they are disjoint and stand together.
    var countries: [Site] = []
    /// Runs of blocks by region.
    var regions: [Site] = []
  }

  /// A run of blocks of an entity.
  struct Site: Sendable {
    let entity: Int
    let first: UInt64
    let end: UInt64
  }

  /// Finds where the blocks of a prefix are.
  func locate(_ id: Int, _ index: PrefixIndex, in sites: inout Sites) {
    sites.countries.removeAll(keepingCapacity: true)
    sites.regions.removeAll(keepingCapacity: true)
    // The closures take these alone, lest the whole book be copied into them.
    let countries = ledger.countryOfPlace
    let regions = ledger.regionOfPlace
    func take(first: UInt64, count: UInt64, place: Int) {
      guard place >= 0, place < countries.count else { return }
      let country = Int(countries[place])
      let region = Int(regions[place])
      if country >= 0 {
        sites.countries.append(Site(entity: country, first: first, end: first &+ count))
      }
      if region >= 0 {
        sites.regions.append(Site(entity: region, first: first, end: first &+ count))
      }
    }
    if family == .ipv4 {
      places.slash24Runs(in: index.prefix(id), take)
    } else {
      places.slash48Runs(in: index.prefix(id), take)
    }
    if sites.countries.count > 1 { sites.countries = CreditBook.united(sites.countries) }
    if sites.regions.count > 1 { sites.regions = CreditBook.united(sites.regions) }
  }

  /// The union of runs, entity by entity: two places of one country may share a block.
  private static func united(_ sites: [Site]) -> [Site] {
    var united: [Site] = []
    for site in sites.sorted(by: {
      $0.entity == $1.entity ? $0.first < $1.first : $0.entity < $1.entity
    }) {
      if let last = united.last, last.entity == site.entity, site.first <= last.end {
        if site.end > last.end {
          united[united.count - 1] = Site(entity: last.entity, first: last.first, end: site.end)
        }
      } else {
        united.append(site)
      }
    }
    return united
  }

  /// Counts a visible prefix and its blocks in or out: for its places, or for an origin and its parts.
  mutating func count(
    _ credit: inout Credit, origin: UInt32?, sign: Int64, _ index: PrefixIndex
  ) {
    guard let origin else {
      countBlocks(credit, of: nil, sign, index)
      countPrefix(credit.sites.countries, sign)
      countPrefix(credit.sites.regions, sign)
      return
    }
    let system = ledger.system(origin)
    credit.parts.removeAll(keepingCapacity: true)
    for place in credit.sites.countries.indices {
      let site = credit.sites.countries[place]
      let part = ledger.part(of: origin, in: site.entity)
      credit.parts.append(Site(entity: part, first: site.first, end: site.end))
    }
    makeRoom()
    countBlocks(credit, of: (origin, system), sign, index)
    countPrefix(system, sign)
    countPrefix(credit.parts, sign)
  }

  private mutating func countBlocks(
    _ credit: Credit, of origin: (asn: UInt32, system: Int)?, _ sign: Int64, _ index: PrefixIndex
  ) {
    for ancestor in credit.ancestors where index.lengths[Int(ancestor)] <= blockLength {
      guard let origin else { return }
      if isCredited(Int(ancestor), to: origin.asn) { return }
    }
    let length = index.lengths[credit.id]
    let first = firstBlock(credit.id, index)
    if length > blockLength {
      countLong(first, credit.sites, origin: origin?.asn, sign: sign)
      return
    }
    var covered: [(first: UInt64, end: UInt64)] = []
    var longs: [UInt32] = []
    trie.descend(below: credit.node) { id in
      if let origin, !isCredited(Int(id), to: origin.asn) { return true }
      let length = index.lengths[Int(id)]
      if length > blockLength {
        longs.append(id)
        return true
      }
      let start = firstBlock(Int(id), index)
      covered.append((start, start &+ 1 << UInt64(blockLength - length)))
      return false
    }
    // What longer prefixes credited the prefix now covers, or no longer does.
    var sites = Sites()
    for id in longs {
      locate(Int(id), index, in: &sites)
      countLong(firstBlock(Int(id), index), sites, origin: origin?.asn, sign: -sign)
    }
    guard let origin else {
      addBlocks(credit.sites.countries, outside: covered, sign)
      addBlocks(credit.sites.regions, outside: covered, sign)
      return
    }
    let end = first &+ 1 << UInt64(blockLength - length)
    let all = Site(entity: origin.system, first: first, end: end)
    add(sign * CreditBook.outside(all, covered), to: all.entity)
    addBlocks(credit.parts, outside: covered, sign)
  }

  private mutating func addBlocks(
    _ sites: [Site], outside covered: [(first: UInt64, end: UInt64)], _ sign: Int64
  ) {
    for place in sites.indices {
      add(sign * CreditBook.outside(sites[place], covered), to: sites[place].entity)
    }
  }

  /// The number of the block with which a prefix begins, or in which it lies.
  private func firstBlock(_ id: Int, _ index: PrefixIndex) -> UInt64 {
    index.highs[id] >> (family == .ipv4 ? 40 : 16)
  }

  /// The blocks of a run that lie in none of `covered`, which are disjoint and in order.
  private static func outside(_ site: Site, _ covered: [(first: UInt64, end: UInt64)]) -> Int64 {
    var left = Int64(site.end - site.first)
    guard !covered.isEmpty else { return left }
    var low = 0
    var high = covered.count
    while low < high {
      let middle = (low + high) / 2
      if covered[middle].end <= site.first { low = middle + 1 } else { high = middle }
    }
    while low < covered.count, covered[low].first < site.end {
      left -= Int64(min(covered[low].end, site.end) - max(covered[low].first, site.first))
      low += 1
    }
    return left
  }

  /// Counts a prefix that is longer than a block in or out of its block.
  private mutating func countLong(
    _ block: UInt64, _ sites: Sites, origin: UInt32?, sign: Int64
  ) {
    guard let origin else {
      for site in sites.countries + sites.regions { countLong(block, site.entity, sign) }
      return
    }
    countLong(block, ledger.system(origin), sign)
    for site in sites.countries {
      countLong(block, ledger.part(of: origin, in: site.entity), sign)
    }
  }

  private mutating func countLong(_ block: UInt64, _ entity: Int, _ sign: Int64) {
    let key = BlockKey(entity: Int32(entity), block: block)
    let old = longCounts[key] ?? 0
    let new = old + Int32(sign)
    longCounts[key] = new == 0 ? nil : new
    if old == 0 || new == 0 { add(sign, to: entity) }
  }

  /// Counts a visible prefix itself in or out, once an entity: runs of one stand together.
  private mutating func countPrefix(_ sites: [Site], _ sign: Int64) {
    var last = -1
    for place in sites.indices where sites[place].entity != last {
      last = sites[place].entity
      countPrefix(last, sign)
    }
  }

  private mutating func countPrefix(_ entity: Int, _ sign: Int64) {
    prefixes[entity] += Int32(sign)
    mark(entity)
  }
}
