public import Atlas
import Net
public import Timeline

/// Which entities each block of a list counts for.
///
/// A /24 that spans several countries or regions counts once in each, and for each origin of the
/// longest prefix over its first address. Blocks of the same entities share a set. Four octets a block.
public struct BlockEntities: Sendable {
  /// The entities by number.
  public private(set) var entities: [Entity] = []
  /// For each block of the list the number of its set.
  private(set) var sets: [UInt32] = []
  /// The entities of each set, by number, ascending.
  private(set) var members: [[Int32]] = []
  /// The number of the first country of each set, from 1; 0 without one.
  private(set) var countries: [Int32] = []
  /// The countries by their number, less one.
  private(set) var countryEntities: [Int32] = []

  private var numbers: [Entity: Int32] = [:]
  private var known: [[Int32]: UInt32] = [:]

  /// Places the blocks of a list by tables; without tables none counts for anything.
  public init(_ list: BlockList, places: PlaceTable?, origins: [OriginTable] = []) {
    var quick: [UInt64: UInt32] = [:]
    sets.reserveCapacity(list.count)
    for block in list.blocks {
      var ids: [PlaceID] = []
      places?.places(of: block.prefix) { ids.append($0) }
      var best: (table: Int, set: Int, length: UInt8)?
      for (table, origin) in origins.enumerated() {
        guard let match = origin.originSet(ipv4: block.first),
          best.map({ match.length > $0.length }) ?? true
        else { continue }
        best = (table, match.number, match.length)
      }
      // One place and one set of origins name most blocks.
      let place = ids.count < 2 ? UInt64(ids.first.map { $0.rawValue + 1 } ?? 0) : .max
      let origin =
        UInt64((best?.set ?? -1) + 1) * UInt64(origins.count + 1) + UInt64((best?.table ?? -1) + 1)
      let key = place == .max || origin >= 1 << 47 ? .max : place << 47 | origin
      if key != .max, let set = quick[key] {
        sets.append(set)
        continue
      }
      let asns = best.map { origins[$0.table].origins(ofSet: $0.set) } ?? []
      let set = set(
        of: ids.compactMap { id in places.map { $0[id] } }, asns.filter(\.isOrigin).map(\.rawValue))
      if key != .max { quick[key] = set }
      sets.append(set)
    }
    close()
  }

  /// Places the blocks of a list by a function.
  public init(_ list: BlockList, _ entitiesOf: (Slash24) -> [Entity]) {
    sets.reserveCapacity(list.count)
    for block in list.blocks { sets.append(set(of: entitiesOf(block))) }
    close()
  }

  /// The entities of the block at an index of the list.
  public func entities(at index: Int) -> [Entity] {
    members[Int(sets[index])].map { entities[Int($0)] }
  }

  /// The number of countries that health tells apart, with the one of blocks without a country.
  var countryCount: Int { countryEntities.count + 1 }

  private mutating func set(of places: [Place], _ asns: [UInt32]) -> UInt32 {
    var list: [Entity] = []
    for place in places {
      guard let country = place.country else { continue }
      list.append(Entity(kind: .country, canonicalCode: country.alpha2))
      if let region = place.region.flatMap({ Entity(kind: .region, code: $0) }) {
        list.append(region)
      }
      for asn in asns {
        list.append(Entity(kind: .geoasn, canonicalCode: "\(asn)-\(country.alpha2)"))
      }
    }
    list += asns.map { .asn($0) }
    return set(of: list)
  }

  private mutating func set(of list: [Entity]) -> UInt32 {
    var country: Int32 = 0
    var numbers: [Int32] = []
    for entity in list {
      let number = number(of: entity)
      guard !numbers.contains(number) else { continue }
      numbers.append(number)
      guard entity.kind == .country, country == 0 else { continue }
      if let position = countryEntities.firstIndex(of: number) {
        country = Int32(position) + 1
      } else {
        countryEntities.append(number)
        country = Int32(countryEntities.count)
      }
    }
    numbers.sort()
    if let set = known[numbers] { return set }
    let set = UInt32(members.count)
    members.append(numbers)
    countries.append(country)
    known[numbers] = set
    return set
  }

  private mutating func number(of entity: Entity) -> Int32 {
    if let number = numbers[entity] { return number }
    let number = Int32(entities.count)
    entities.append(entity)
    numbers[entity] = number
    return number
  }

  /// Forgets what only building needs.
  private mutating func close() {
    numbers = [:]
    known = [:]
  }
}
