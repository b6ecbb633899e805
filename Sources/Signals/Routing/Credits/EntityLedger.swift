import Net
import Timeline

/// The entities of a replay, numbered in the order in which they are first credited.
///
/// Countries and regions come first, in the order of the places; systems follow as they appear.
struct EntityLedger: Sendable {
  /// The entities by number.
  private(set) var entities: [Entity] = []
  /// The country of each place, or -1.
  private(set) var countryOfPlace: [Int32] = []
  /// The region of each place, or -1.
  private(set) var regionOfPlace: [Int32] = []
  private var systems: [UInt32: Int32] = [:]
  private var parts: [UInt64: Int32] = [:]

  init(places: [(country: Entity?, region: Entity?)]) {
    var numbers: [Entity: Int32] = [:]
    for place in places {
      countryOfPlace.append(place.country.map { number(of: $0, &numbers) } ?? -1)
      regionOfPlace.append(place.region.map { number(of: $0, &numbers) } ?? -1)
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
    return Int32(entities.count - 1)
  }

  /// Writes the systems and their parts in the order of their numbers.
  func write(to writer: inout CheckpointWriter) {
    let first = entities.count - systems.count - parts.count
    var keys = [UInt64](repeating: 0, count: systems.count + parts.count)
    for (asn, number) in systems {
      keys[Int(number) - first] = UInt64(asn) << 32 | UInt64(UInt32.max)
    }
    for (key, number) in parts { keys[Int(number) - first] = key }
    writer.write(keys)
  }

  /// Gives numbers to the systems and parts that were written, in a ledger of the same places.
  mutating func read(from reader: inout CheckpointReader) throws(VisibilityError) {
    let places = entities.count
    for key in try reader.numbers() as [UInt64] {
      let country = UInt32(truncatingIfNeeded: key)
      let expected = entities.count
      let asn = UInt32(key >> 32)
      guard country == .max || country < places,
        (country == .max ? system(asn) : part(of: asn, in: Int(country))) == expected
      else { throw CheckpointReader.malformed("entity") }
    }
  }

  /// The number of an autonomous system.
  mutating func system(_ asn: UInt32) -> Int {
    if let number = systems[asn] { return Int(number) }
    let number = add(.asn(asn))
    systems[asn] = number
    return Int(number)
  }

  /// The number of an autonomous system's part in a country.
  mutating func part(of asn: UInt32, in country: Int) -> Int {
    let key = UInt64(asn) << 32 | UInt64(UInt32(country))
    if let number = parts[key] { return Int(number) }
    let code = entities[country].code
    let number = add(Entity(kind: .geoasn, canonicalCode: "\(asn)-\(code)"))
    parts[key] = number
    return Int(number)
  }
}
