import MRT
import Net
import Scenario
import Testing
import Timeline

/// The archive's addresses, networks and texts.
@Suite struct ArchivePlanTests {
  let folder: ArchiveFolder
  let plan: AddressPlan

  init() throws {
    folder = try ArchiveFolder.shared.get()
    plan = folder.archive.addresses
  }

  @Test func `prefixes are ordinary space, ascending and apart`() {
    #expect((2_000...4_000).contains(plan.holdings.count))
    var last: UInt32 = 0
    for holding in plan.holdings {
      #expect(holding.prefix.address.ipv4 > last, "\(holding.prefix)")
      last = holding.prefix.lastAddress.ipv4
      // 40.0.0.0 to 43.255.255.255 holds no special-purpose range.
      #expect(holding.prefix.address.ipv4 >> 26 == 10 && last >> 26 == 10)
      #expect((16...24).contains(holding.prefix.length))
    }
  }

  @Test func `operators keep their ASNs, others have private ones`() throws {
    let world = try #require(IranWorld.world)
    let named = world.entities.filter { $0.entity.kind == .asn }.compactMap {
      ASN($0.entity.code)
    }
    #expect(named.count == 31)
    for asn in named { #expect(!plan.holdings(of: asn).isEmpty, "\(asn)") }
    let others = plan.origins.filter { !named.contains($0) }
    #expect(others.allSatisfy { $0.rawValue > 4_200_000_000 && $0.rawValue < 4_294_967_295 })
    let rows = try folder.text("entities.csv").split(separator: "\n").dropFirst()
    for code in ["AE", "AM", "IR", "PK", "TR"] {
      #expect(rows.filter { $0.contains(",country/\(code),") }.count >= 20)
    }
    let twice = plan.holdings.filter { $0.origins.count == 2 }
    #expect(twice.count == 2 && plan.holdings.allSatisfy { (1...2).contains($0.origins.count) })
  }

  @Test func `other networks never move, or are too small for a verdict`() throws {
    let reference = try ArchiveReference.shared.get()
    let rows = try folder.text("entities.csv").split(separator: "\n").dropFirst()
    for row in rows {
      let entity = String(row.split(separator: ",")[0])
      // The prefixes that few peers carry are lost for a while on the 13th.
      let values = reference.values.enumerated().filter { !(1_260..<1_296).contains($0.offset) }
        .map { $0.element[entity, default: 0] }
      let (least, most) = (values.min() ?? 0, values.max() ?? 0)
      #expect(most > 0 && (least == most || most < 20), "\(entity) \(least) to \(most)")
    }
  }

  @Test func `each province holds about its share of a quiet day`() throws {
    let world = try #require(IranWorld.world)
    let values = try ArchiveReference.shared.get().values[300]
    for region in world.entities where region.entity.kind == .region {
      let value = Double(values[region.entity.description, default: 0])
      #expect(abs(value / region.weight - 1) < 0.05, "\(region.entity) \(value) \(region.weight)")
    }
  }

  @Test func `every prefix has one place and the origins of its routes`() throws {
    let values = try #require(try ArchiveReference.shared.get().values.last)
    #expect(values["nowhere"] == nil)
    let places = try folder.text("places.csv").split(separator: "\n")
    #expect(places.first == "# built: 2019-11-01")
    #expect(places[2] == "start,end,country,region")
    var origins: [String: Set<String>] = [:]
    for line in try folder.text("origins.pfx2as").split(separator: "\n") {
      let fields = line.split(separator: "\t")
      try #require(fields.count == 3)
      origins["\(fields[0])/\(fields[1])"] = Set(fields[2].split(separator: "_").map(String.init))
    }
    #expect(origins.count == plan.holdings.count)
    let table = ArchiveReading(try folder.bytes(folder.paths("rrc00", "bview")[3]))
    var seen: [String: Set<String>] = [:]
    for entry in table.entries { seen["\(entry.prefix)", default: []].insert("\(entry.origin)") }
    #expect(seen.count > 2_000)
    for (prefix, asns) in seen { #expect(origins[prefix] == asns, "\(prefix)") }
  }

  @Test func `one peer ASN is at both collectors, all have documentation ASNs`() throws {
    let tables = [folder.paths("rrc00", "bview")[0], folder.paths("route-views2", "rib")[0]]
    let peers = try tables.map { ArchiveReading(try folder.bytes($0)).peers }
    let asns = peers.map { Set($0.map(\.asn.rawValue)) }
    #expect(asns[0].intersection(asns[1]) == [64_496])
    #expect(asns[0].union(asns[1]).count == 18)
    for asn in asns[0].union(asns[1]) {
      #expect((64_496...64_511).contains(asn) || (65_536...65_551).contains(asn))
    }
    #expect(Set(peers.joined().map(\.address)).count == 19)
  }

  @Test func `one collector keeps microseconds, the other does not`() throws {
    let types = try ["rrc00", "route-views2"].map { collector in
      Set(try folder.paths(collector, "updates").prefix(5).map { try folder.bytes($0)[5] })
    }
    #expect(types == [[17], [16]])
  }

  @Test(.enabled(if: Bgpdump.isInstalled, "bgpdump is not installed"))
  func `bgpdump reads a file of each kind as we do`() throws {
    let names = [
      ("rrc00", "bview"), ("rrc00", "updates"), ("route-views2", "rib"),
      ("route-views2", "updates"),
    ]
    for (collector, name) in names {
      // The fifth day, on which sessions are lost, at noon.
      let path = folder.paths(collector, name)[name == "updates" ? 108 : 4]
      let bytes = try folder.bytes(path)
      let reading = ArchiveReading(bytes)
      var routes = reading.entries.count
      var states = 0
      for event in reading.events {
        switch event.change {
        case .announce, .withdraw: routes += 1
        case .session: states += 1
        case .heard: break
        }
      }
      let lines = try Bgpdump.lines(bytes)
      let printed = lines.filter { $0.contains("|STATE|") }.count
      #expect(lines.count - printed == routes && printed >= states, "\(path)")
      #expect(routes > (name == "updates" ? 20 : 15_000), "\(path)")
      #expect(states == (path.hasPrefix("route") && name == "updates" ? 7 : 0))
    }
  }

  @Test func `the texts say what this is and nothing that signals cannot show`() throws {
    let readme = try folder.text("README.md")
    #expect(readme.contains("**Reconstructed, not measured.**"))
    #expect(readme.contains("Seed 20191116"))
    #expect(readme.contains("| asn/58224 | 3200 |"))
    for path in ["README.md", "vigil.toml", "places.csv", "entities.csv"] {
      // The name of a datasource is no claim.
      let words = try folder.text(path).lowercased().replacing("darknet", with: "")
      for word in ["dark", "shutdown", "ordered", "users"] {
        #expect(!words.contains(word), "\(path): \(word)")
      }
    }
    let configuration = try folder.text("vigil.toml").split(separator: "\n").dropFirst()
    #expect(
      Array(configuration) == [
        "[[source]]", "kind = \"mrt\"", "notice = \"Reconstructed series, not measured\"",
        "path = [\"rrc00\", \"route-views2\"]", "cadence = 3600",
        "full-feed = 500", "geo = [\"places.csv\"]",
        "# Which province a prefix is in was dealt out: signals of \"region\" would move with the deal.",
        "kinds = [\"country\", \"asn\"]",
        "[[source]]", "kind = \"pcap\"", "notice = \"Reconstructed series, not measured\"",
        "datasource = \"darknet\"", "path = [\"telescope\"]", "geo = [\"places.csv\"]",
        "origins = [\"origins.pfx2as\"]", "kinds = [\"country\", \"asn\"]",
      ])
  }
}
