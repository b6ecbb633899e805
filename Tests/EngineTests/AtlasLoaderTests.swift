import Atlas
import Engine
import Foundation
import Net
import TestSupport
import Testing
import Timeline

/// Sources from disk, the choice among editions, and the tables that are kept.
struct AtlasLoaderTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "atlas-loader-\(UUID().uuidString)")

  private func withFolder(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body()
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = folder.appendingPathComponent(name).path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private var cache: String { folder.appendingPathComponent("cache").path }

  private func tables() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: cache).sorted()
  }

  private func table(_ built: String, _ region: String, edition: String = "demo") -> String {
    """
    # built: \(built)
    # edition: \(edition)
    start,end,country,region
    5.160.0.0,5.160.255.255,IR,\(region)
    """
  }

  private let address = IPAddress(ipv4: 0x05A0_0001)

  @Test("A kept table is used, noticed when damaged, and made again")
  func keptTable() throws {
    try withFolder {
      let options = AtlasOptions(
        places: [try write(table("2026-10-01", "IR-23"), "a.csv")], cacheFolder: cache)
      let first = try AtlasLoader(options).load()
      #expect(first.places.place(of: address).region == "IR-23")
      #expect(first.findings.isEmpty)
      let kept = try #require(try tables().first)
      let path = "\(cache)/\(kept)"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      let second = try AtlasLoader(options).load()
      #expect(second.sources == first.sources)
      #expect(second.answer(address) == first.answer(address))
      for place in [20, 70, bytes.count / 2, bytes.count - 3] {
        var damaged = bytes
        damaged[place] ^= 0x10
        try damaged.write(to: URL(fileURLWithPath: path))
        let again = try AtlasLoader(options).load()
        #expect(again.answer(address) == first.answer(address))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes, "byte \(place)")
      }
      #expect(try tables() == [kept])
    }
  }

  @Test("A source that changes gives another table; a folder that cannot be written is a finding")
  func changedSource() throws {
    try withFolder {
      let path = try write(table("2026-10-01", "IR-23"), "a.csv")
      _ = try AtlasLoader(AtlasOptions(places: [path], cacheFolder: cache)).load()
      _ = try write(table("2026-10-01", "IR-07"), "a.csv")
      let changed = try AtlasLoader(AtlasOptions(places: [path], cacheFolder: cache)).load()
      #expect(changed.places.place(of: address).region == "IR-07")
      #expect(try tables().count == 2)
      let blocked = try AtlasLoader(AtlasOptions(places: [path], cacheFolder: path)).load()
      #expect(blocked.findings.count(of: "table-not-kept") == 1)
      #expect(blocked.places.place(of: address).region == "IR-07")
    }
  }

  @Test("Tables of earlier formats and long unused ones go when one is kept; all else stays")
  func oldTables() throws {
    try withFolder {
      func load(_ region: String) throws -> String {
        let path = try write(table("2026-10-01", region), "a.csv")
        let before = (try? tables()) ?? []
        _ = try AtlasLoader(AtlasOptions(places: [path], cacheFolder: cache)).load()
        return try #require(try tables().first { !before.contains($0) })
      }
      func age(_ name: String, days: Double) throws {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -days * 86_400)],
          ofItemAtPath: "\(cache)/\(name)")
      }
      let unused = try load("IR-01")
      let used = try load("IR-02")
      let early = try load("IR-03")
      // The version stands behind the magic and the mark of the byte order.
      let earlyPath = URL(fileURLWithPath: "\(cache)/\(early)")
      var bytes = try Data(contentsOf: earlyPath)
      bytes[12] = 0
      try bytes.write(to: earlyPath)
      // What is not ours: names of our form over other content, and our content under other names.
      let digits = String(repeating: "0", count: 32)
      let others = ["places-\(digits).table", "places-other.table", "\(digits).table", "notes.txt"]
      for name in others {
        try Data((name == others[0] ? "something else" : "VIGTABL\n").utf8)
          .write(to: URL(fileURLWithPath: "\(cache)/\(name)"))
        try age(name, days: 1_000)
      }
      let target = "\(cache)/notes.txt"
      let link = "places-\(digits.replacing("0", with: "1")).table"
      try FileManager.default.createSymbolicLink(
        atPath: "\(cache)/\(link)", withDestinationPath: target)
      let draft = "\(used).123.draft"
      let freshDraft = "\(used).124.draft"
      for name in [draft, freshDraft] {
        try Data().write(to: URL(fileURLWithPath: "\(cache)/\(name)"))
      }
      try age(draft, days: 2)
      try age(unused, days: 91)
      try age(used, days: 91)
      // A table that is used counts as new again.
      _ = try write(table("2026-10-01", "IR-02"), "a.csv")
      _ = try AtlasLoader(
        AtlasOptions(places: [folder.appendingPathComponent("a.csv").path], cacheFolder: cache)
      ).load()
      let newest = try load("IR-04")
      #expect(Set(try tables()) == Set(others + [link, used, newest, freshDraft]))
    }
  }

  @Test(
    "Of several editions the one built last at the date is taken, else the next one",
    arguments: [
      ("2019-11-16", "2019-11-02", 0), ("2019-12-24", "2019-12-24", 0),
      ("2018-01-01", "2019-01-01", 1), (nil, "2026-10-01", 0),
    ] as [(String?, String, Int)])
  func editions(_ asOf: String?, _ expected: String, _ after: Int) throws {
    try withFolder {
      let dates = ["2019-12-24", "2019-11-02", "2026-10-01", "2019-01-01"]
      let paths = try dates.map { try write(table($0, "IR-23"), "\($0).csv") }
      let other = try write(table("2001-01-01", "IR-23", edition: "other"), "other.csv")
      let atlas = try AtlasLoader(
        AtlasOptions(
          places: paths + [other], asOf: asOf.flatMap { UnixTime.reading($0)?.time },
          cacheFolder: nil)
      ).load()
      #expect(atlas.sources.map { $0.built?.date } == [expected, "2001-01-01"])
      #expect(atlas.findings.count(of: "other-edition") == 3)
      #expect(atlas.findings.count(of: "built-after") == after)
    }
  }

  @Test("Fields of one's own place addresses and name origins, and make another table")
  func ownFields() throws {
    try withFolder {
      var writer = MaxMindWriter(edition: "campus")
      let record: [(String, MaxMindWriter.Value)] = [
        ("country_code", .text("TR")),
        ("net", .map([("cc", .text("IR")), ("as", .number(44244))])),
        ("area", .list([.text("23")])),
      ]
      writer.add(try #require(Prefix("5.160.0.0/16")), .map(record))
      let path = folder.appendingPathComponent("own.mmdb").path
      try Data(writer.bytes).write(to: URL(fileURLWithPath: path))
      var options = AtlasOptions(places: [path], cacheFolder: cache)
      #expect(try AtlasLoader(options).load().answer(address).place.place.description == "TR")
      options.origins = [path]
      options.fields = try #require(
        MaxMindFields("country=net.cc,region=area.0,origin=net.as"))
      let answer = try AtlasLoader(options).load().answer(address)
      #expect(answer.place.place.description == "IR IR-23")
      #expect(answer.origin?.origins == [ASN(44244)])
      #expect(try tables().count == 2)
    }
  }

  @Test("The age of a source counts in both directions, stricter where it knows regions")
  func ages() throws {
    func source(_ built: String?, regions: Bool) -> SourceProvenance {
      SourceProvenance(
        name: "g", hash: "", kind: .mmdb, edition: "e",
        built: built.flatMap { UnixTime.reading($0)?.time }, knowsRegions: regions)
    }
    let time = try #require(UnixTime.reading("2019-11-16")?.time)
    func kinds(_ built: String?, _ regions: Bool) -> [String] {
      SourceAge.findings(of: [source(built, regions: regions)], dataTime: time).map(\.kind)
    }
    #expect(kinds("2019-12-24", true) == [])
    #expect(kinds("2020-03-01", true) == ["source-age"])
    #expect(kinds("2019-08-01", true) == ["source-age"])
    #expect(kinds("2020-03-01", false) == [])
    #expect(kinds("2026-10-01", false) == ["source-age"])
    #expect(kinds(nil, false) == ["source-without-date"])
    let finding = SourceAge.findings(
      of: [source("2026-10-01", regions: true)], dataTime: time)
    #expect(finding.map(\.detail) == ["addresses placed as of 2026-10, data of 2019-11"])
  }

  @Test("Origins of both families stand beside places; regions can be asked for")
  func origins() throws {
    try withFolder {
      let places = try write("94371840,94437375,IR\n", "geoip")
      let ipv4 = try write("5.160.0.0\t16\t42337_44244\n", "rv2.pfx2as")
      let ipv6 = try write("2a00::\t16\t42337\n", "rv6.pfx2as")
      let atlas = try AtlasLoader(
        AtlasOptions(places: [places], origins: [ipv4, ipv6], cacheFolder: nil)
      ).load()
      #expect(atlas.origins.count == 2)
      let answer = atlas.answer(address)
      #expect(answer.origin?.origins == [ASN(42337), ASN(44244)])
      #expect(answer.originSource?.name == "rv2.pfx2as")
      #expect(answer.place.source?.hash.count == 64)
      #expect(throws: AtlasError.noRegions(sources: ["geoip"])) { try atlas.requireRegions() }
      #expect(
        throws: AtlasError.wrongForm(
          source: "rv2.pfx2as", found: .prefixOrigins, wanted: "places")
      ) { try AtlasLoader(AtlasOptions(places: [ipv4], cacheFolder: nil)).load() }
      #expect(throws: InputError.self) {
        try AtlasLoader(AtlasOptions(places: ["/nonexistent"], cacheFolder: nil)).load()
      }
    }
  }
}
