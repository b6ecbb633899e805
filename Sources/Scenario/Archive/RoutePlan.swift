import Net
import Timeline

/// The routes of a world over its whole time: prefixes, and how many of which are there in each bin.
struct RoutePlan {
  /// A network that the world does not name.
  struct Network {
    let asn: ASN
    let country: Entity
    let number: Int
    var blocks: Int
  }

  let start: UnixTime
  let bins: Int
  private(set) var pools: [PrefixPool] = []
  private(set) var isThin: [Bool] = []
  /// The networks beside the world's own.
  private(set) var networks: [Network] = []
  var addresses = AddressPlan(holdings: [])

  /// The /24 that is handed out next, counted from 0.0.0.0/24.
  private var cursor = 40 << 16
  private var nextNetwork: UInt32
  private let scheme: ArchiveScheme

  init(of world: ScenarioWorld, scheme: ArchiveScheme) {
    self.scheme = scheme
    start = world.from
    bins = (world.until - world.from) / RoutePlan.step
    nextNetwork = scheme.firstNetwork.rawValue
    // What befell the instruments is not in the routes.
    var world = world
    world.faults.removeAll { $0.datasource == .bgp }
    for country in world.entities.filter({ $0.entity.kind == .country }) {
      add(country, of: world)
    }
    placeRegions(of: world)
    addBackground(seed: world.seed)
  }

  static let step = 300

  /// Adds a country: its operators, and further networks for what these do not make up.
  private mutating func add(_ country: ScenarioEntity, of world: ScenarioWorld) {
    guard let total = values(of: country, in: world) else { return }
    cursor = (cursor + 255) / 256 * 256
    var others = total
    let members = world.entities.filter { $0.parent == country.entity && $0.entity.kind == .asn }
    for member in members.sorted(by: { $0.entity < $1.entity }) {
      guard let values = values(of: member, in: world), let asn = ASN(member.entity.code) else {
        continue
      }
      let away = scheme.elsewhere[member.entity] ?? 0
      let inside = values.map { max(0, $0 - away) }
      for bin in others.indices { others[bin] -= inside[bin] }
      add(asn, inside, country: country.entity.code, mayBeThin: true)
      if away > 0 { add(asn, values.map { min($0, away) }, country: "??", mayBeThin: false) }
    }
    addNetworks(of: country.entity, others)
  }

  private func values(of member: ScenarioEntity, in world: ScenarioWorld) -> [Int]? {
    guard let signal = member.signals.first(where: { $0.datasource == .bgp }) else { return nil }
    return world.series(of: signal, for: member.entity).values.map { Int($0.rounded()) }
  }

  private mutating func add(_ asn: ASN, _ values: [Int], country: String, mayBeThin: Bool) {
    let total = values.max() ?? 0
    let sizes = PrefixPool.sizes(total: total, largest: 256)
    append(sizes, values: values, country: country, thin: mayBeThin) { _ in asn }
  }

  /// Which prefixes of a network few peers carry: the largest of those that fit into a fiftieth of
  /// its level.
  private func thin(_ sizes: [Int]) -> [Bool] {
    let total = sizes.reduce(0, +)
    guard let least = scheme.thinFrom, total >= least else { return sizes.map { _ in false } }
    var rest = total / 50
    return sizes.map { size in
      guard size <= rest, rest > total / 500 else { return false }
      rest -= size
      return true
    }
  }

  /// Adds the further networks of a country: some that never change, and small ones that take up
  /// what moves. Each of these is below the level that a signal needs to be judged.
  private mutating func addNetworks(of country: Entity, _ values: [Int]) {
    let least = max(0, values.min() ?? 0)
    let count = scheme.steadyNetworks
    let first = networks.count
    for index in 0..<count {
      let total = least * (index + 1) / count - least * index / count
      let asn = network(of: country, number: networks.count - first + 1, blocks: total)
      append(
        PrefixPool.parts(of: total, largest: min(256, total / 4)), values: [],
        country: country.code, thin: true
      ) { _ in asn }
    }
    let moving = values.map { max(0, $0 - least) }
    let sizes = PrefixPool.sizes(total: moving.max() ?? 0, largest: 16)
    var origins: [ASN] = []
    for size in sizes {
      if let last = networks.indices.last, !origins.isEmpty, networks[last].blocks + size <= 18 {
        networks[last].blocks += size
      } else {
        _ = network(of: country, number: networks.count - first + 1, blocks: size)
      }
      origins.append(networks[networks.count - 1].asn)
    }
    append(sizes, values: moving, country: country.code, thin: false) { origins[$0] }
  }

  private mutating func network(of country: Entity, number: Int, blocks: Int) -> ASN {
    let asn = ASN(nextNetwork)
    nextNetwork += 1
    networks.append(Network(asn: asn, country: country, number: number, blocks: blocks))
    return asn
  }

  /// Adds prefixes outside the world's countries; two of them have two origins.
  private mutating func addBackground(seed: UInt64) {
    let draw = NoiseStream(seed: seed, label: "archive background")
    cursor = (cursor + 255) / 256 * 256
    var origin = ASN(nextNetwork)
    for index in 0..<scheme.backgroundPrefixes {
      if index % 5 == 0 {
        origin = ASN(nextNetwork)
        nextNetwork += 1
      }
      append([1 << Int(draw.bits(index) % 5)], values: [], country: "??", thin: false) { _ in origin
      }
    }
    for index in addresses.holdings.indices.suffix(2) {
      addresses.holdings[index].origins.append(ASN(nextNetwork))
    }
  }

  private mutating func append(
    _ sizes: [Int], values: [Int], country: String, thin: Bool, origin: (Int) -> ASN
  ) {
    guard let largest = sizes.first else { return }
    pools.append(PrefixPool(first: addresses.holdings.count, sizes: sizes, values: values))
    cursor = (cursor + largest - 1) / largest * largest
    isThin += thin ? self.thin(sizes) : sizes.map { _ in false }
    for (index, size) in sizes.enumerated() {
      addresses.holdings.append(
        AddressPlan.Holding(
          prefix: Prefix(
            ipv4: UInt32(cursor) << 8, length: UInt8(24 - size.trailingZeroBitCount)),
          origins: [origin(index)], country: country, region: ""))
      cursor += size
    }
  }

  /// The holdings that are visible from a bin on or no longer are, ascending.
  mutating func changes(in bin: Int) -> [Int] {
    var changes: [Int] = []
    for index in pools.indices { pools[index].move(to: bin, changes: &changes) }
    return changes
  }
}
