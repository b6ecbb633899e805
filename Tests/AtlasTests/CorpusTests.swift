import Atlas
import Foundation
import Inflate
import Net
import TestSupport
import Testing
import Timeline

/// Published files against naive readings of them.
@Suite(.enabled(if: Corpus.isPresent))
struct CorpusTests {
  private func source(_ path: String) throws -> AtlasSource {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return try AtlasSource(ByteSource.read(Corpus.path(path)), name: name, hash: "00")
  }

  private func plain(_ path: String) throws -> String {
    let bytes = try ByteSource.read(Corpus.path(path))
    let content = Gzip.isGzip(bytes) ? try Gzip.decompress(bytes).bytes : bytes
    return String(decoding: content, as: UTF8.self)
  }

  private func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

  @Test("pfx2as of 2017 equals a longest match by hash tables")
  func prefixOrigins() throws {
    let path = "geo/routeviews-rv2-20170329-0200.pfx2as.gz"
    let file = try source(path)
    #expect(file.provenance.kind == .prefixOrigins)
    #expect(file.provenance.built?.date == "2017-03-29")
    let table = try file.origins()
    var naive: [Prefix: Set<ASN>] = [:]
    for line in try plain(path).split(separator: "\n") {
      let words = line.split(separator: "\t")
      let prefix = try #require(Prefix("\(words[0])/\(words[1])"))
      for origin in words[2].split(whereSeparator: { $0 == "_" || $0 == "," }) {
        naive[prefix, default: []].insert(try #require(ASN(origin)))
      }
    }
    #expect(table.count == naive.count)
    #expect(table.findings.isEmpty)
    var random = SeededRandom(seed: 3)
    var hits = 0
    var wrong = 0
    for _ in 0..<20_000 {
      let address = IPAddress(ipv4: UInt32(truncatingIfNeeded: random.next()))
      let expected = (0...32).reversed().lazy
        .map { Prefix(ipv4: address.ipv4, length: UInt8($0)) }.first { naive[$0] != nil }
      let found = table.match(address)
      let origins = expected.map { naive[$0, default: []].sorted() }
      wrong += found?.prefix == expected && found?.origins == origins ? 0 : 1
      hits += expected == nil ? 0 : 1
    }
    #expect(wrong == 0)
    #expect(hits > 8_000)
  }

  @Test("pyasn's table gives the origins that Team Cymru gave")
  func pyasn() throws {
    let table = try source("geo/pyasn_ipasn/ipasn_20140513.dat.gz").origins()
    // Team Cymru sees more routes than the one collector of pyasn's table: 27 of 1,000 differ.
    var same = 0
    var total = 0
    for match in try plain("geo/pyasn_ipasn/cymru.map").matches(
      of: /'([0-9.]+)' : (None|[0-9]+)/)
    {
      let found = table.origins(of: try address(String(match.1)))
      total += 1
      same += found == (ASN(match.2).map { [$0] } ?? []) ? 1 : 0
    }
    #expect(total > 800)
    #expect(total - same <= 27, "\(same) of \(total)")
  }

  @Test("IPv6 beside IPv4 in one table")
  func bothFamilies() throws {
    let table = try source("geo/pyasn_ipasn/ipasn6_20151101.dat.gz").origins()
    #expect(table.provenance.families == [.ipv4, .ipv6])
    #expect(table.count > 620_000)
    #expect(table.origins(of: try address("2001:4860:4860::8888")) == [ASN(15169)])
    #expect(table.origins(of: try address("8.8.8.8")) == [ASN(15169)])
  }

  @Test(
    "Delegated statistics: every allocated address has its country",
    arguments: ["geo/delegated-lacnic-extended-20170903", "geo/afrinic.txt"])
  func delegated(_ path: String) throws {
    let list = try source(path).places()
    let table = try PlaceTable(compiling: [list])
    var ranges = 0
    var wrong = 0
    for line in try plain(path).split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
      guard fields.count >= 7, fields[2] == "ipv4", ["allocated", "assigned"].contains(fields[6]),
        let start = IPAddress(fields[3]), let count = UInt32(fields[4])
      else { continue }
      ranges += 1
      let country = Place(countryText: fields[1])
      for offset in [0, count / 2, count - 1] {
        wrong += table.place(of: IPAddress(ipv4: start.ipv4 + offset)) == country ? 0 : 1
      }
    }
    #expect(wrong == 0)
    #expect(ranges > 4000)
    #expect(list.findings.isEmpty)
  }

  @Test("MaxMind's test databases answer as their source says")
  func maxMind() throws {
    let folder = "geo/maxmind/test-data"
    let city = try source("\(folder)/GeoLite2-City-Test.mmdb")
    #expect(city.provenance.edition == "GeoLite2-City")
    let places = try city.places()
    #expect(places.provenance.knowsRegions)
    let table = try PlaceTable(compiling: [places])
    let expected = [
      "2.125.160.217": "GB GB-ENG 2.125.160.216/29", "89.160.20.115": "SE SE-E 89.160.20.112/28",
      "216.160.83.57": "US US-WA 216.160.83.56/29", "175.16.199.1": "CN CN-22 175.16.199.0/24",
      "2001:218::1": "JP 2001:218::/32", "1.1.1.1": "unknown",
    ]
    for (text, answer) in expected {
      let match = table.match(try address(text))
      #expect("\(match.place) \(match.rangeText)".hasPrefix(answer), "\(text)")
    }
    let countries = try source("\(folder)/GeoIP2-Country-Test.mmdb").places()
    #expect(!countries.provenance.knowsRegions)
    let origins = try source("\(folder)/GeoLite2-ASN-Test.mmdb").origins()
    let origin = try #require(origins.match(try address("1.128.0.1")))
    #expect(origin.origins == [ASN(1221)])
    #expect(origin.prefix.description == "1.128.0.0/11")
  }

  @Test("Every test database gives places or an error")
  func everyDatabase() throws {
    let folder = Corpus.path("geo/maxmind/test-data")
    var placed: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where name.hasSuffix(".mmdb") {
      if let list = try? source("geo/maxmind/test-data/\(name)").places() {
        #expect(list.places.count > 1)
        placed.append(name)
      }
    }
    // Anonymous-IP, Connection-Type, Domain, ISP and their like know no countries.
    #expect(
      placed.map { $0.prefix { $0 != "." } } == [
        "GeoIP2-City-Shield-Test", "GeoIP2-City-Test", "GeoIP2-Country-Shield-Test",
        "GeoIP2-Country-Test", "GeoIP2-Enterprise-Shield-Test", "GeoIP2-Enterprise-Test",
        "GeoIP2-Precision-Enterprise-Shield-Test", "GeoIP2-Precision-Enterprise-Test",
        "GeoLite2-City-Test", "GeoLite2-Country-Test",
      ])
  }

  @Test("Databases that crashed other readers are refused")
  func badDatabases() throws {
    let root = Corpus.path("geo/maxmind/bad-data")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix(".mmdb") }.sorted()
    #expect(paths.count == 21)
    for path in paths {
      let bytes = try ByteSource.read("\(root)/\(path)")
      #expect(throws: AtlasError.self, "\(path)") {
        try MaxMindReader.read(bytes, name: path, hash: "")
      }
    }
  }
}

/// The ranges that Debian's package `tor-geoipdb` installs.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/tor/geoip")))
struct InstalledRangeTests {
  @Test("Each range of the package has its country, IPv4 and IPv6")
  func ranges() throws {
    let lists = try ["geoip", "geoip6"].map { name in
      try AtlasSource(ByteSource.read("/usr/share/tor/\(name)"), name: name, hash: "00").places()
    }
    let table = try PlaceTable(compiling: lists)
    #expect(table.findings.isEmpty)
    for (index, list) in lists.enumerated() {
      #expect(list.provenance.built != nil)
      #expect(list.provenance.entries > 200_000)
      var wrong = 0
      for range in list.ipv4 {
        let place = list.places[Int(range.value)]
        wrong += table.place(of: IPAddress(ipv4: range.first)) == place ? 0 : 1
        wrong += table.place(of: IPAddress(ipv4: range.last)) == place ? 0 : 1
      }
      for range in list.ipv6 {
        let place = list.places[Int(range.value)]
        wrong += table.place(of: IPAddress(ipv6: range.first)) == place ? 0 : 1
        wrong += table.place(of: IPAddress(ipv6: range.last)) == place ? 0 : 1
      }
      #expect(wrong == 0, "file \(index)")
    }
  }
}
