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
  private let places: PlaceTable?
  private let origins: [OriginTable]
  /// The country and region of each place, or -1.
  private var placeEntities: [(country: Int32, region: Int32)] = []
  /// For each table and set of origins their numbers, or nothing until the set is met.
  private var sets: [[[Origin]?]] = []
  private var systems: [UInt32: Int32] = [:]
  private var parts: [UInt64: Int32] = [:]

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
    let number = add(entity)
    numbers[entity] = number
    return number
  }

  private mutating func add(_ entity: Entity) -> Int32 {
    entities.append(entity)
    return Int32(truncatingIfNeeded: entities.count - 1)
  }

  /// Calls `body` with the number of each entity that an address counts for, each once.
  @inline(__always)
  mutating func place(_ address: UInt32, _ body: (Int) -> Void) {
    var country: Int32 = -1
    if let places {
      let place = placeEntities[Int(places.placeID(ipv4: address).rawValue)]
      country = place.country
      if country >= 0 { body(Int(country)) }
      if place.region >= 0 { body(Int(place.region)) }
    }
    guard let (table, set) = originSet(address) else { return }
    for origin in members(table, set) {
      body(Int(origin.entity))
      if country >= 0 { body(Int(part(of: origin.asn, in: country))) }
    }
  }

  /// The longest prefix over an address decides among the tables.
  @inline(__always)
  private func originSet(_ address: UInt32) -> (table: Int, set: Int)? {
    var best: (table: Int, set: Int)?
    var length: UInt8 = 0
    for table in origins.indices {
      guard let match = origins[table].originSet(ipv4: address),
        best == nil || match.length > length
      else { continue }
      best = (table, match.number)
      length = match.length
    }
    return best
  }

  private mutating func members(_ table: Int, _ set: Int) -> [Origin] {
    if set < sets[table].count, let members = sets[table][set] { return members }
    while sets[table].count <= set { sets[table].append(nil) }
    var members: [Origin] = []
    for asn in origins[table].origins(ofSet: set) where asn.isOrigin {
      members.append(Origin(asn: asn.rawValue, entity: system(asn.rawValue)))
    }
    sets[table][set] = members
    return members
  }

  private mutating func system(_ asn: UInt32) -> Int32 {
    if let number = systems[asn] { return number }
    let number = add(.asn(asn))
    systems[asn] = number
    return number
  }

  private mutating func part(of asn: UInt32, in country: Int32) -> Int32 {
    let key = UInt64(asn) << 32 | UInt64(UInt32(bitPattern: country))
    if let number = parts[key] { return number }
    let code = entities[Int(country)].code
    let number = add(Entity(kind: .geoasn, canonicalCode: "\(asn)-\(code)"))
    parts[key] = number
    return number
  }
}
