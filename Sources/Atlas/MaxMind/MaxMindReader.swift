import Net
import Timeline

/// Reads MaxMind DBs: places for a `PlaceTable`, origins for an `OriginTable`.
public enum MaxMindReader {
  /// Reads the places of all networks. A database that breaks its format throws `damaged`, one of
  /// whose records none names a country throws `noFields`. O(size).
  public static func read(
    _ bytes: [UInt8], name: String, hash: String, fields: MaxMindFields = .known
  ) throws(AtlasError) -> RangeList {
    let database = try MaxMindDatabase(bytes, name: name)
    var list = RangeList(provenance(of: database, hash: hash))
    let places = PlaceFields(fields)
    // Many networks share a record.
    var numbers: [UInt32: UInt32] = [:]
    try database.forEachNetwork { (network, data) throws(AtlasError) in
      let number: UInt32
      if let known = numbers[data] {
        number = known
      } else {
        try database.checkData(data)
        number = list.number(of: places.place(in: database, data))
        numbers[data] = number
      }
      list.add(network.address, network.lastAddress, number: number)
    }
    guard list.provenance.entries > 0 else { throw .empty(source: name) }
    guard list.places.count > 1 else {
      throw .noFields(source: name, edition: database.edition, wanted: "countries")
    }
    return list
  }

  /// Reads the origins of all networks; errors are those of `read`, by origins.
  public static func readOrigins(
    _ bytes: [UInt8], name: String, hash: String, fields: MaxMindFields = .known
  ) throws(AtlasError) -> OriginTable {
    let database = try MaxMindDatabase(bytes, name: name)
    let paths = fields.origin.map { MaxMindPath($0) }
    var prefixes: [(prefix: Prefix, origins: [ASN])] = []
    var origins: [UInt32: [ASN]] = [:]
    try database.forEachNetwork { (network, data) throws(AtlasError) in
      if origins[data] == nil {
        try database.checkData(data)
        let text = paths.lazy.compactMap { database.text(data, $0) }.first
        origins[data] = text.flatMap { ASN($0) }.map { [$0] } ?? []
      }
      if let own = origins[data], !own.isEmpty { prefixes.append((network, own)) }
    }
    guard !prefixes.isEmpty else {
      throw .noFields(source: name, edition: database.edition, wanted: "origins")
    }
    return OriginTable(prefixes, provenance: provenance(of: database, hash: hash))
  }

  /// Reads the metadata alone; whether there are regions shows only when all is read.
  static func provenance(
    of bytes: [UInt8], name: String, hash: String
  ) throws(AtlasError) -> SourceProvenance {
    provenance(of: try MaxMindDatabase(bytes, name: name), hash: hash)
  }

  private static func provenance(of database: MaxMindDatabase, hash: String) -> SourceProvenance {
    SourceProvenance(
      name: database.name, hash: hash, kind: .mmdb, edition: database.edition,
      built: database.built)
  }
}

/// The fields of a place as the library takes them.
private struct PlaceFields {
  private let country: [MaxMindPath]
  private let regionCode: [MaxMindPath]
  private let regionName: [MaxMindPath]

  init(_ fields: MaxMindFields) {
    country = fields.country.map { MaxMindPath($0) }
    regionCode = fields.regionCode.map { MaxMindPath($0) }
    regionName = fields.regionName.map { MaxMindPath($0) }
  }

  func place(in database: MaxMindDatabase, _ data: UInt32) -> Place {
    func first(_ fields: [MaxMindPath]) -> String? {
      for field in fields {
        if let text = database.text(data, field), !text.isEmpty { return text }
      }
      return nil
    }
    guard let text = country.lazy.compactMap({ database.text(data, $0) }).first(where: isCode)
    else { return Place() }
    let place = Place(countryText: text)
    guard let code = place.country?.alpha2 else { return Place() }
    let region = first(regionCode) ?? first(regionName)
    return Place(countryText: code, region: region.map { regionText($0, country: code) })
  }

  /// Whether a text can be a country's code; IPinfo's newer files spell the name under `country`.
  private func isCode(_ text: String) -> Bool { (2...3).contains(text.utf8.count) }

  /// `IR-23` for `23` and for `IR-23`; of a name what an entity's code can hold.
  private func regionText(_ text: String, country: String) -> String {
    let safe = String(
      decoding: text.utf8.prefix(64).map { byte in
        byte <= 0x20 || byte == 0x7F || byte == 0x2C || byte == 0x22 ? 0x5F : byte
      }, as: UTF8.self)
    return safe.hasPrefix("\(country)-") ? safe : "\(country)-\(safe)"
  }
}
