import Atlas
import Net
import Timeline

/// Tells which entities a source address counts for: its country, its region, each of its origins and
/// the part of each in that country.
///
/// Entities are numbered in the order in which they are met.
struct SourcePlacer: Sendable {
  /// The entities by number.
  private(set) var entities: [Entity] = []
  let places: PlaceTable?
  let origins: [OriginTable]
  /// The country and region of each place, or -1.
  private var placeEntities: [(country: Int32, region: Int32)] = []
  /// For each table and set of origins where they stand in `members`; below 0 until the set is met.
  private var sets: [[(first: Int32, count: Int32)]] = []
  private var members: [Origin] = []
  private var systems: [UInt32: Int32] = [:]
  private var parts: [UInt64: Int32] = [:]
  /// What names each entity in every placer of the same tables.
  private var keys: [UInt64] = []

  /// The key of the telescope as a whole, which is no entity.
  static let wholeKey: UInt64 = 0

  /// An origin and its entity.
  private struct Origin: Sendable {
    let asn: UInt32
    let entity: Int32
  }

  init(places: PlaceTable?, origins: [OriginTable]) {
    self.places = places
    self.origins = origins
    sets = origins.map { _ in [] }
    var numbers: [Entity: Int32] = [:]
    for place in places?.places ?? [] {
      guard let country = place.country else {
        placeEntities.append((-1, -1))
        continue
      }
      let region = place.region.flatMap { Entity(kind: .region, code: $0) }
      placeEntities.append(
        (
          number(of: Entity(kind: .country, canonicalCode: country.alpha2), &numbers),
          region.map { number(of: $0, &numbers) } ?? -1
        ))
    }
  }

  private mutating func number(of entity: Entity, _ numbers: inout [Entity: Int32]) -> Int32 {
    if let number = numbers[entity] { return number }
    let number = add(entity, key: UInt64(entities.count + 1))
    numbers[entity] = number
    return number
  }

  private mutating func add(_ entity: Entity, key: UInt64) -> Int32 {
    entities.append(entity)
    keys.append(key)
    return Int32(truncatingIfNeeded: entities.count - 1)
  }

  /// Calls `body` with the number of each entity that an address counts for, each once.
  ///
  /// The tables are the placer's own; a caller that has them at hand spares a copy an address.
  @inline(__always)
  mutating func place(
    _ address: UInt32, _ places: borrowing PlaceTable?, _ origins: borrowing [OriginTable],
    _ body: (Int) -> Void
  ) {
    var country: Int32 = -1
    if let number = places?.placeID(ipv4: address) {
      let place = placeEntities[Int(number.rawValue)]
      country = place.country
      if country >= 0 { body(Int(country)) }
      if place.region >= 0 { body(Int(place.region)) }
    }
    // The longest prefix over the address decides among the tables.
    var best: (table: Int, set: Int)?
    var length: UInt8 = 0
    for table in 0..<origins.count {
      guard let match = origins[table].originSet(ipv4: address),
        best == nil || match.length > length
      else { continue }
      best = (table, match.number)
      length = match.length
    }
    guard let best else { return }
    let range = range(best.table, best.set, origins)
    for index in range {
      let origin = members[index]
      body(Int(origin.entity))
      if country >= 0 { body(Int(part(of: origin.asn, in: country))) }
    }
  }

  /// Where the origins of a set stand.
  @inline(__always)
  private mutating func range(
    _ table: Int, _ set: Int, _ origins: borrowing [OriginTable]
  ) -> Range<Int> {
    if set < sets[table].count {
      let known = sets[table][set]
      if known.first >= 0 { return Int(known.first)..<Int(known.first &+ known.count) }
    }
    while sets[table].count <= set { sets[table].append((-1, 0)) }
    let first = members.count
    for asn in origins[table].origins(ofSet: set) where asn.isOrigin {
      members.append(Origin(asn: asn.rawValue, entity: system(asn.rawValue)))
    }
    sets[table][set] = (Int32(first), Int32(members.count - first))
    return first..<members.count
  }

  /// The key of an entity: a country or region by its place in the tables, an ASN or its part in a
  /// country by number.
  func key(of entity: Int) -> UInt64 { keys[entity] }

  /// The entity of a key, which a placer of the same tables gave.
  mutating func entity(ofKey key: UInt64) -> Int {
    switch key >> 62 {
    case 1: return Int(system(UInt32(truncatingIfNeeded: key)))
    case 2:
      let asn = UInt32(truncatingIfNeeded: key >> 20)
      return Int(part(of: asn, in: Int32(truncatingIfNeeded: key & 0xF_FFFF)))
    default: return Int(key) - 1
    }
  }

  private mutating func system(_ asn: UInt32) -> Int32 {
    if let number = systems[asn] { return number }
    let number = add(.asn(asn), key: 1 << 62 | UInt64(asn))
    systems[asn] = number
    return number
  }

  private mutating func part(of asn: UInt32, in country: Int32) -> Int32 {
    let key = UInt64(asn) << 32 | UInt64(UInt32(bitPattern: country))
    if let number = parts[key] { return number }
    let code = entities[Int(country)].code
    let number = add(
      Entity(kind: .geoasn, canonicalCode: "\(asn)-\(code)"),
      key: 2 << 62 | UInt64(asn) << 20 | UInt64(country))
    parts[key] = number
    return number
  }
}
