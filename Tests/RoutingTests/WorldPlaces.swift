import Atlas
import Net
import Routing
import Scenario
import Timeline

/// Where the addresses of a routing world lie, found anew from its networks for every prefix.
///
/// The longest network with a country that holds an address says where it is.
struct WorldPlaces {
  /// The country and region of each place.
  let places: [(country: Entity?, region: Entity?)]
  private let networks: [(prefix: Prefix, place: Int)]

  init(_ world: RoutingWorld) {
    var places: [(country: Entity?, region: Entity?)] = []
    var networks: [(prefix: Prefix, place: Int)] = []
    for network in world.networks {
      guard let country = network.country else { continue }
      let entity = Entity(kind: .country, canonicalCode: country.alpha2)
      let region = network.region.flatMap { Entity(kind: .region, code: $0) }
      let known = places.firstIndex { $0.country == entity && $0.region == region }
      if known == nil { places.append((entity, region)) }
      networks.append((network.prefix, known ?? places.count - 1))
    }
    self.places = places
    self.networks = networks
  }

  /// The blocks of a prefix (/24s, /48s) that hold an address of each place.
  func sites(of prefix: Prefix) -> [(block: UInt64, place: Int)] {
    let within = networks.filter {
      $0.prefix.family == prefix.family
        && ($0.prefix.contains(prefix) || prefix.contains($0.prefix))
    }
    var sites: [(block: UInt64, place: Int)] = []
    collect(prefix, within, prefix.family == .ipv4 ? 24 : 48, &sites)
    return sites
  }

  /// Halves the prefix until one network says where all of it is.
  private func collect(
    _ prefix: Prefix, _ networks: [(prefix: Prefix, place: Int)], _ size: Int,
    _ sites: inout [(block: UInt64, place: Int)]
  ) {
    let longer = networks.filter { $0.prefix != prefix && prefix.contains($0.prefix) }
    let around = networks.filter { $0.prefix.contains(prefix) }
    if !longer.isEmpty {
      for half in prefix.halves {
        let near = around + longer.filter { $0.prefix.contains(half) || half.contains($0.prefix) }
        collect(half, near, size, &sites)
      }
      return
    }
    guard let best = around.max(by: { $0.prefix.length < $1.prefix.length }) else { return }
    let first = prefix.high >> UInt64(64 - size)
    let count: UInt64 = Int(prefix.length) >= size ? 1 : 1 << UInt64(size - Int(prefix.length))
    for block in first..<first + count { sites.append((block, best.place)) }
  }

  /// The world's range table as the engine uses it.
  static func table(of world: RoutingWorld) throws -> PlaceTable {
    let text = world.rangeTable(built: world.from)
    let source = try AtlasSource(Array(text.utf8), name: "world", hash: "")
    return try PlaceTable(compiling: [try source.places()])
  }
}

extension Prefix {
  /// The two halves of a prefix that is no single address.
  fileprivate var halves: [Prefix] {
    let length = self.length + 1
    let other =
      length <= 64
      ? Prefix(
        high: high | 1 << UInt64(64 - length), low: low, length: length, family: family)
      : Prefix(
        high: high, low: low | 1 << UInt64(128 - length), length: length, family: family)
    return [Prefix(high: high, low: low, length: length, family: family), other]
  }
}
