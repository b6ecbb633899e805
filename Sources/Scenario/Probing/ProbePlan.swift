import Net
import Timeline

/// How many blocks of each network are up in each round: the truth of the probes.
///
/// In each round those of a network, and those of a country, are as many as their series have. Blocks
/// of an operator that do not fit into its country's lie at an unknown place, as its space there allows.
struct ProbePlan {
  /// Blocks of one network at one place, of which the first are up.
  struct Pool {
    /// The first 24 bits of each.
    let blocks: [UInt32]
    /// How many are up in each round.
    let counts: [Int]
  }

  let rounds: [UnixTime]
  private(set) var pools: [Pool] = []
  /// The prefixes in which the blocks lie.
  private(set) var holdings: [AddressPlan.Holding] = []

  init(of world: ScenarioWorld, scheme: ProbeScheme, addresses: AddressPlan) {
    rounds = scheme.rounds
    for country in world.entities where scheme.countries.contains(country.entity) {
      add(country, of: world, scheme: scheme, addresses: addresses)
    }
    holdings.sort { $0.prefix.address.ipv4 < $1.prefix.address.ipv4 }
  }

  private mutating func add(
    _ country: ScenarioEntity, of world: ScenarioWorld, scheme: ProbeScheme,
    addresses: AddressPlan
  ) {
    guard var rest = counts(of: country, in: world, scheme) else { return }
    let code = country.entity.code
    var members: [(asn: ASN, inside: [Int])] = []
    for member in world.entities where member.parent == country.entity {
      guard member.entity.kind == .asn, let asn = ASN(member.entity.code),
        let counts = counts(of: member, in: world, scheme)
      else { continue }
      members.append((asn, counts))
      for round in rounds.indices { rest[round] -= counts[round] }
    }
    for (asn, all) in members {
      let own = addresses.holdings.filter { $0.origins == [asn] }
      let unknown = own.filter { $0.country == "??" }
      let room = unknown.reduce(0) { $0 + $1.blocks }
      let away = rounds.indices.map { min(max(0, -rest[$0]), all[$0], room) }
      for round in rounds.indices { rest[round] += away[round] }
      append(own.filter { $0.country == code }, zip(all, away).map { $0 - $1 })
      append(unknown, away)
    }
    let named = Set(members.map(\.asn))
    let others = addresses.holdings.filter {
      $0.country == code && named.isDisjoint(with: $0.origins)
    }
    // The largest of the networks that the world does not name, so that there are few of them.
    let sizes = others.reduce(into: [:]) { $0[$1.origins, default: 0] += $1.blocks }
    append(
      others.enumerated().sorted { a, b in
        let (first, second) = (sizes[a.element.origins] ?? 0, sizes[b.element.origins] ?? 0)
        return first == second ? a.offset < b.offset : first > second
      }.map(\.element), rest.map { max(0, $0) })
  }

  private func counts(
    of member: ScenarioEntity, in world: ScenarioWorld, _ scheme: ProbeScheme
  ) -> [Int]? {
    guard let signal = member.signals.first(where: { $0.datasource == scheme.datasource }) else {
      return nil
    }
    let series = world.series(of: signal, for: member.entity)
    return rounds.map { time in
      series.index(of: time).flatMap(series.value(at:)).map { Int($0.rounded()) } ?? 0
    }
  }

  private mutating func append(_ space: [AddressPlan.Holding], _ counts: [Int]) {
    let most = counts.max() ?? 0
    var blocks: [UInt32] = []
    for holding in space where blocks.count < most {
      holdings.append(holding)
      let first = holding.prefix.address.ipv4 >> 8
      blocks += (0..<min(holding.blocks, most - blocks.count)).map { first + UInt32($0) }
    }
    guard !blocks.isEmpty else { return }
    pools.append(Pool(blocks: blocks, counts: counts))
  }
}
