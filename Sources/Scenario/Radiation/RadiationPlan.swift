import Net
import Timeline

/// How many sources send in each minute, of each country and network: the truth of the packets.
///
/// In each bin the middle one of a signal's five minutes is the bin's value. An operator's sources
/// that do not fit into its country's lie at an unknown place, as its space there allows.
struct RadiationPlan {
  /// The sources of one kind of place: which hosts, and how many of them in each minute.
  struct Group {
    let ring: AddressRing
    var counts: [Int]
    /// The most of them in any minute.
    let most: Int
    /// What the group's choices belong to.
    let label: String
  }

  /// The start of the first minute.
  let start: UnixTime
  let minutes: Int
  private(set) var groups: [Group] = []
  /// The sources of each entity of the world in each minute.
  private(set) var values: [Entity: [Int]] = [:]

  init(of world: ScenarioWorld, scheme: TelescopeScheme, addresses: AddressPlan) {
    start = scheme.from - 60
    minutes = (scheme.until - scheme.from) / 60 + 2
    for country in world.entities where country.entity.kind == .country {
      add(country, of: world, scheme: scheme, addresses: addresses)
    }
    addElsewhere(of: world, scheme: scheme, addresses: addresses)
  }

  private mutating func add(
    _ country: ScenarioEntity, of world: ScenarioWorld, scheme: TelescopeScheme,
    addresses: AddressPlan
  ) {
    guard var total = counts(of: country, in: world, scheme: scheme) else { return }
    var members: [(asn: ASN, entity: Entity, counts: [Int])] = []
    for member in world.entities where member.parent == country.entity {
      guard member.entity.kind == .asn, let asn = ASN(member.entity.code),
        let counts = counts(of: member, in: world, scheme: scheme)
      else { continue }
      members.append((asn, member.entity, counts))
      values[member.entity] = counts
    }
    var away = members.map { _ in [Int](repeating: 0, count: minutes) }
    let unknown = members.map { member in
      AddressRing(addresses.holdings.filter { $0.origins == [member.asn] && $0.country == "??" })
    }
    var rest = total
    for minute in 0..<minutes {
      rest[minute] -= members.reduce(0) { $0 + $1.counts[minute] }
      for index in members.indices where rest[minute] < 0 {
        let moved = min(-rest[minute], members[index].counts[minute], unknown[index].count)
        away[index][minute] = moved
        rest[minute] += moved
      }
      // Nothing else is left to give way: the country has what its operators have.
      total[minute] -= min(0, rest[minute])
      rest[minute] = max(0, rest[minute])
    }
    values[country.entity] = total
    let code = country.entity.code
    for (index, member) in members.enumerated() {
      let inside = zip(member.counts, away[index]).map { $0 - $1 }
      append(
        addresses.holdings.filter { $0.origins == [member.asn] && $0.country == code },
        inside, "\(member.entity)")
      append(
        addresses.holdings.filter { $0.origins == [member.asn] && $0.country == "??" },
        away[index], "\(member.entity) elsewhere")
    }
    let named = Set(members.map(\.asn))
    append(
      addresses.holdings.filter { $0.country == code && named.isDisjoint(with: $0.origins) },
      rest, "\(country.entity) others")
  }

  /// Adds the sources of networks in none of the world's countries, of which nothing is known.
  private mutating func addElsewhere(
    of world: ScenarioWorld, scheme: TelescopeScheme, addresses: AddressPlan
  ) {
    let named = Set(world.entities.compactMap { ASN($0.entity.code) })
    let noise = NoiseStream(seed: world.seed, label: "radiation elsewhere")
    let spread = scheme.elsewhere / 5 + 1
    append(
      addresses.holdings.filter {
        $0.country == "??" && $0.origins.count == 1 && named.isDisjoint(with: $0.origins)
      },
      (0..<minutes).map {
        max(0, scheme.elsewhere + Int(noise.bits($0) % UInt64(2 * spread)) - spread)
      }, "elsewhere")
  }

  private mutating func append(
    _ holdings: [AddressPlan.Holding], _ counts: [Int], _ label: String
  ) {
    let ring = AddressRing(holdings)
    guard ring.count > 0 else { return }
    groups.append(Group(ring: ring, counts: counts, most: counts.max() ?? 0, label: label))
  }

  /// The sources of a signal in each minute; nothing for an entity without it.
  private func counts(
    of member: ScenarioEntity, in world: ScenarioWorld, scheme: TelescopeScheme
  ) -> [Int]? {
    guard let signal = member.signals.first(where: { $0.datasource == scheme.datasource })
    else { return nil }
    let series = world.series(of: signal, for: member.entity)
    let noise = NoiseStream(seed: world.seed, label: "radiation \(member.entity)")
    return (0..<minutes).map { minute in
      let time = start + minute * 60
      let bin = time.floored(to: BackgroundRadiation.bin)
      guard let index = series.index(of: bin), let value = series.value(at: index) else { return 0 }
      let draw = noise.bits(Int(truncatingIfNeeded: bin.seconds / 300))
      return RadiationPlan.count(
        in: (time - bin) / 60, ofBinWith: Int(value.rounded()), draw: draw)
    }
  }

  /// The sources in one of a bin's five minutes: the value itself in one of them, in two up to a
  /// little less, in two up to a little more.
  static func count(in minute: Int, ofBinWith value: Int, draw: UInt64) -> Int {
    guard value > 0 else { return 0 }
    let spread = UInt64(max(1, Int(Double(value).squareRoot() * 0.6))) + 1
    let place = (minute + Int(draw % 5)) % 5
    let size = Int((draw >> UInt64(8 + 8 * place) & 0xFF) % spread)
    // Which places lie below must not follow the order of the minutes.
    let signs = draw >> 60 & 1 == 0 ? [0, -1, 1, 1, -1] : [0, 1, -1, 1, -1]
    return max(0, value + signs[place] * size)
  }
}
