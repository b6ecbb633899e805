import Timeline

extension RoutePlan {
  /// Places each country's prefixes in its regions, in proportion to the regions' weights: the
  /// largest first, each where most is wanting.
  mutating func placeRegions(of world: ScenarioWorld) {
    for country in world.entities where country.entity.kind == .country {
      let regions = world.entities.filter {
        $0.parent == country.entity && $0.entity.kind == .region
      }
      let sum = regions.reduce(0) { $0 + $1.weight }
      guard sum > 0 else { continue }
      var given = [Double](repeating: 0, count: regions.count)
      var total = 0.0
      let members = addresses.holdings.indices.filter {
        addresses.holdings[$0].country == country.entity.code
      }
      let bySize = members.sorted {
        let (a, b) = (addresses.holdings[$0].blocks, addresses.holdings[$1].blocks)
        return a == b ? $0 < $1 : a > b
      }
      for index in bySize {
        total += Double(addresses.holdings[index].blocks)
        var best = 0
        var most = -Double.infinity
        for region in regions.indices {
          let wanting = regions[region].weight / sum * total - given[region]
          if wanting > most { (best, most) = (region, wanting) }
        }
        given[best] += Double(addresses.holdings[index].blocks)
        addresses.holdings[index].region = regions[best].entity.code
      }
    }
  }
}
