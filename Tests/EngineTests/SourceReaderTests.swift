import Atlas
import Engine
import Net
import Probing
import Telescope
import Testing
import Timeline

/// The `[[source]]` tables of a configuration, and messages that name the line.
struct SourceReaderTests {
  @Test("All keys are read")
  func allKeys() throws {
    let sources = try SourceReader.read(
      """
      [[source]]
      kind = "signals"
      path = ["a.json.gz", "b.csv"]

      [[source]]
      kind = "mrt"
      path = "archive/rrc*"
      cadence = "1h"
      full-feed = 500
      full-feed6 = "auto"
      min-peers = 12
      geo = ["places.csv"]
      geo-as-of = "2019-11-01"
      mmdb-fields = ["country=cc", "region=area"]
      from = "2019-11-16T12:00Z"
      allow-partial-rib = true
      """, source: "f.toml")
    try #require(sources.count == 2)
    #expect(sources[0] == SourceConfiguration(kind: .signals, paths: ["a.json.gz", "b.csv"]))
    var routing = RoutingSettings()
    routing.cadence = 3_600
    routing.fullFeed = 500
    routing.minimumPeers = 12
    routing.placing.atlas.places = ["places.csv"]
    routing.placing.atlas.asOf = UnixTime(1_572_566_400)
    routing.placing.atlas.fields = MaxMindFields(
      country: [["cc"]], regionCode: [["area"]], origin: MaxMindFields.known.origin)
    routing.from = UnixTime(1_573_905_600)
    routing.allowPartialRIB = true
    #expect(
      sources[1] == SourceConfiguration(kind: .mrt, paths: ["archive/rrc*"], routing: routing))
  }

  @Test("The keys of captures are read")
  func captures() throws {
    let sources = try SourceReader.read(
      """
      [[source]]
      kind = "pcap"
      path = "captures"
      datasource = "darknet"
      dark = "192.0.2.0/24"
      disable = ["erratic", "ttl-200-nonspoofed"]
      filters-as-of = "2025-10-01"
      sketch = true
      force = true
      bin = "10m"
      aggregate = "mean"
      geo = ["places.csv"]
      origins = "origins.pfx2as"
      kinds = ["country"]
      """, source: "f.toml")
    var telescope = TelescopeSettings()
    telescope.datasource = "darknet"
    telescope.dark = Prefix("192.0.2.0/24")
    telescope.disabled = ["erratic", "ttl-200-nonspoofed"]
    telescope.filtersAsOf = UnixTime(1_759_276_800)
    telescope.isSketch = true
    telescope.isForced = true
    telescope.bin = 600
    telescope.aggregate = .mean
    telescope.placing.atlas.places = ["places.csv"]
    telescope.placing.atlas.origins = ["origins.pfx2as"]
    telescope.placing.kinds = [.country]
    #expect(
      sources == [SourceConfiguration(kind: .pcap, paths: ["captures"], telescope: telescope)])
  }

  @Test("All keys of a source of probe results are read")
  func probes() throws {
    let sources = try SourceReader.read(
      """
      [[source]]
      kind = "probes"
      path = ["results", "more.csv.gz"]
      list = "blocks.csv.gz"
      profile = "trinocular"
      full-scan = true
      max-age = 6
      settle = 30
      prober = "here"
      measures = ["up", "ever_responsive"]
      geo = ["places.csv"]
      origins = "origins.pfx2as"
      kinds = ["asn"]
      """, source: "f.toml")
    var probing = ProbingSettings()
    probing.list = "blocks.csv.gz"
    probing.profile = .trinocular
    probing.isFullScan = true
    probing.maxAge = 6
    probing.settle = 30
    probing.prober = "here"
    probing.measures = [.up, .everResponsive]
    probing.placing.atlas.places = ["places.csv"]
    probing.placing.atlas.origins = ["origins.pfx2as"]
    probing.placing.kinds = [.asn]
    #expect(
      sources == [
        SourceConfiguration(kind: .probes, paths: ["results", "more.csv.gz"], probing: probing)
      ])
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    var testDescription: String { message }
  }

  @Test(
    "What is wrong is named with its line",
    arguments: [
      Wrong(text: "", message: "f.toml: source: expected at least one [[source]] table"),
      Wrong(
        text: "profile = \"ioda\"\n",
        message: "f.toml:1: profile: expected [[source]] tables and nothing else"),
      Wrong(
        text: "[[source]]\npath = \"a\"\nkind = \"bgp\"\n",
        message: "f.toml:3: source[0].kind: expected one of signals, mrt, pcap, probes"),
      Wrong(
        text: "[[source]]\nkind = \"mrt\"\npath = \"a\"\n\n[[source]]\nkind = \"mrt\"\n"
          + "path = \"a\"\nmin-peers = 0\n",
        message: "f.toml:8: source[1].min-peers: expected a whole number from 1 to 65535"),
      Wrong(
        text: "[[source]]\nkind = \"mrt\"\npath = \"a\"\nmmdb-fields = \"land=cc\"\n",
        message: "f.toml:4: source[0].mmdb-fields: expected KEY=PATH,... with the keys country, "
          + "region, region-name, origin and paths such as subdivisions.0.iso_code"),
      Wrong(
        text: "[[source]]\nkind = \"signals\"\npath = \"a\"\nbin = 300\n",
        message: "f.toml:4: source[0].bin: expected kind, path, notice"),
      Wrong(
        text: "[[source]]\nkind = \"pcap\"\npath = \"a\"\nbin = 90\n",
        message: "f.toml:4: source[0].bin: expected 60, or a multiple of it from 180 on"),
      Wrong(
        text: "[[source]]\nkind = \"pcap\"\npath = \"a\"\ndark = \"::/0\"\n",
        message: "f.toml:4: source[0].dark: expected an IPv4 prefix such as \"192.0.2.0/24\""),
      Wrong(
        text: "[[source]]\nkind = \"probes\"\npath = \"a\"\n",
        message: "f.toml:1: source[0].list: expected the file that lists the blocks"),
      Wrong(
        text: "[[source]]\nkind = \"probes\"\npath = \"a\"\nmeasures = [\"high\"]\n",
        message: "f.toml:4: source[0].measures: expected a list of up, down, uncertain, missing, "
          + "probed, ever_responsive, responsive_share, responsive_share_error"),
      Wrong(
        text: "[[source]]\nkind = \"mrt\"\n",
        message: "f.toml:1: source[0].path: expected a path, or a list of paths"),
    ])
  func faults(wrong: Wrong) {
    let error = #expect(throws: ConfigurationError.self) {
      _ = try SourceReader.read(wrong.text, source: "f.toml")
    }
    #expect(error?.description == wrong.message)
  }
}
