import Atlas
import Net
import TestSupport
import Testing
import Timeline

/// MaxMind DBs that the tests write themselves.
struct MaxMindTests {
  static func city(_ country: String, _ region: String?) -> MaxMindWriter.Value {
    var fields: [(String, MaxMindWriter.Value)] = [
      ("city", .map([("names", .map([("en", .text(String(repeating: "long ", count: 70)))]))])),
      ("country", .map([("iso_code", .text(country)), ("geoname_id", .number(7))])),
    ]
    if let region {
      fields.append(
        ("subdivisions", .list([.map([("geoname_id", .number(9)), ("iso_code", .text(region))])])))
    }
    return .map(fields)
  }

  static func prefix(_ text: String) throws -> Prefix { try #require(Prefix(text)) }

  @Test("City records of every record size give countries and ISO 3166-2", arguments: [24, 28, 32])
  func cities(_ recordSize: Int) throws {
    var writer = MaxMindWriter(recordSize: recordSize)
    writer.add(try Self.prefix("5.160.0.0/16"), Self.city("IR", "23"))
    writer.add(try Self.prefix("5.161.128.0/20"), Self.city("IR", nil))
    writer.add(try Self.prefix("8.0.0.0/9"), Self.city("US", "CA"))
    writer.add(try Self.prefix("9.0.0.0/24"), .map([("traits", .map([]))]))
    writer.add(try Self.prefix("2a00::/24"), Self.city("DE", "BE"))
    writer.alias(try Self.prefix("2002::/16"))
    let list = try MaxMindReader.read(writer.bytes, name: "c.mmdb", hash: "ab")
    #expect(list.provenance.edition == "Test-City")
    #expect(list.provenance.built?.description == "2019-11-15T00:00:00Z")
    #expect(list.provenance.knowsRegions)
    #expect(list.provenance.entries == 5)
    #expect(list.provenance.unknownEntries == 1)
    let table = try PlaceTable(compiling: [list])
    func answer(_ text: String) throws -> String {
      let match = table.match(try #require(IPAddress(text)))
      return "\(match.place) \(match.rangeText)"
    }
    #expect(try answer("5.160.9.9") == "IR IR-23 5.160.0.0/16")
    #expect(try answer("5.161.130.0") == "IR 5.161.128.0/20")
    #expect(try answer("8.127.255.255") == "US US-CA 8.0.0.0/9")
    #expect(try answer("9.0.0.1") == "unknown 9.0.0.0/24")
    #expect(try answer("2a00:ff::") == "DE DE-BE 2a00::/24")
    #expect(table.place(of: try #require(IPAddress("2002:5a0::"))).isUnknown)
  }

  @Test("A tree of IPv4 alone")
  func treeOfIPv4() throws {
    var writer = MaxMindWriter(isIPv6: false)
    writer.add(try Self.prefix("0.0.0.0/2"), Self.city("IR", "23"))
    let list = try MaxMindReader.read(writer.bytes, name: "c.mmdb", hash: "ab")
    #expect(list.provenance.families == [.ipv4])
    let table = try PlaceTable(compiling: [list])
    #expect(table.place(of: IPAddress(ipv4: 0x3FFF_FFFF)).region == "IR-23")
    #expect(table.place(of: IPAddress(ipv4: 0x4000_0000)).isUnknown)
  }

  @Test("IPinfo's flat records, DB-IP's names, and fields of one's own")
  func schemas() throws {
    var writer = MaxMindWriter()
    writer.add(
      try Self.prefix("1.0.0.0/8"),
      .map([
        ("country", .text("IR")), ("region", .text("Tehran Province")), ("asn", .text("AS44244")),
      ]))
    writer.add(
      try Self.prefix("2.0.0.0/8"),
      .map([
        ("country", .text("Iran")), ("country_code", .text("IR")), ("region_code", .text("07")),
      ]))
    writer.add(
      try Self.prefix("3.0.0.0/8"),
      .map([
        ("country", .map([("iso_code", .text("US"))])),
        ("subdivisions", .list([.map([("names", .map([("en", .text("California"))]))])])),
        ("autonomous_system_number", .number(15169)),
      ]))
    writer.add(
      try Self.prefix("4.0.0.0/8"),
      .map([("cc", .text("IQ")), ("area", .text("IQ-BG")), ("as", .text("1.10"))]))
    let table = try PlaceTable(
      compiling: [try MaxMindReader.read(writer.bytes, name: "c.mmdb", hash: "ab")])
    let places = (1...4).map { table.place(of: IPAddress(ipv4: $0 << 24)).description }
    #expect(places == ["IR IR-Tehran_Province", "IR IR-07", "US US-California", "unknown"])
    let own = MaxMindFields(
      country: [["cc"]], regionCode: [["area"]], origin: [["as"]])
    let custom = try PlaceTable(
      compiling: [try MaxMindReader.read(writer.bytes, name: "c", hash: "", fields: own)])
    #expect(custom.place(of: IPAddress(ipv4: 4 << 24)).description == "IQ IQ-BG")
    let origins = try MaxMindReader.readOrigins(writer.bytes, name: "c.mmdb", hash: "ab")
    #expect(origins.origins(of: IPAddress(ipv4: 1 << 24)) == [ASN(44244)])
    #expect(origins.origins(of: IPAddress(ipv4: 3 << 24)) == [ASN(15169)])
    #expect(origins.match(IPAddress(ipv4: 4 << 24)) == nil)
    let customOrigins = try MaxMindReader.readOrigins(
      writer.bytes, name: "c", hash: "", fields: own)
    #expect(customOrigins.origins(of: IPAddress(ipv4: 4 << 24)) == [ASN(65546)])
  }

  @Test(
    "Fields are read from text; what is not named stays known",
    arguments: [
      ("country=cc", MaxMindFields.known.regionCode, MaxMindFields.known.regionName),
      ("country=cc,region=area.0,region=b", [["area", "0"], ["b"]], []),
      ("region-name=area,country=cc", [], [["area"]]),
    ] as [(String, [[String]], [[String]])])
  func fieldText(_ text: String, _ codes: [[String]], _ names: [[String]]) throws {
    let fields = try #require(MaxMindFields(text))
    #expect(
      fields
        == MaxMindFields(
          country: [["cc"]], regionCode: codes, regionName: names,
          origin: MaxMindFields.known.origin))
    #expect(MaxMindFields("origin=as.number")?.origin == [["as", "number"]])
  }

  @Test(
    "Other text names no fields",
    arguments: ["", "country", "country=", "land=cc", "country=a..b", "country=cc,", "country=.a"])
  func wrongFieldText(_ text: String) { #expect(MaxMindFields(text) == nil) }

  @Test("A database without the fields names itself")
  func noFields() throws {
    var writer = MaxMindWriter(edition: "GeoLite2-ASN")
    writer.add(try Self.prefix("1.0.0.0/8"), .map([("autonomous_system_number", .number(1))]))
    #expect(
      throws: AtlasError.noFields(source: "a", edition: "GeoLite2-ASN", wanted: "countries")
    ) { try MaxMindReader.read(writer.bytes, name: "a", hash: "") }
  }

  @Test("Records that no reader should walk are refused, not walked")
  func hostileRecords() throws {
    let deep = [UInt8](repeating: 0xE1, count: 10_000)
    var nested: [UInt8] = []
    for _ in 0..<5000 { nested += [0x01, 0x04] }
    let hostile: [(String, [UInt8])] = [
      ("nested maps", deep), ("nested lists", nested),
      ("a map of a million", [0xFF, 0xFF, 0xFF, 0xFF]), ("a pointer to itself", [0x20, 0x00]),
      ("a cycle", [0xE1, 0x41, 0x61, 0x20, 0x00]), ("a pointer far out", [0x38, 1, 0, 0, 0]),
      ("a double of 4 bytes", [0x64, 0, 0, 0, 0]), ("text that is not UTF-8", [0x42, 0xFF, 0xFE]),
      ("a key that is a number", [0xE1, 0xA1, 1, 0xA1, 1]), ("an end marker", [0x00, 0x06]),
      ("a number of 30 bytes", [0x1D, 0x02, 1]),
    ]
    for (name, bytes) in hostile {
      var writer = MaxMindWriter()
      writer.add(try Self.prefix("1.0.0.0/8"), .raw(bytes))
      let file = writer.bytes
      #expect(throws: AtlasError.self, "\(name)") {
        try MaxMindReader.read(file, name: name, hash: "")
      }
    }
  }
}
