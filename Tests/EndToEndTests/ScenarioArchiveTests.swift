import Engine
import Testing
import Timeline

/// The archive of routes that `vigil scenario` writes.
struct ScenarioArchiveTests {
  @Test("Writes two collectors, and a configuration that the engine reads")
  func archive() throws {
    let folder = try TemporaryFolder()
    let run = try VigilProgram(in: folder).run(["scenario", "iran-2019", "--archive", "routes"])
    #expect(run.status == 0, "\(run.message)")
    #expect(run.output.contains(" prefixes\t1019 files\t"))
    let paths = try folder.files(below: "routes")
    #expect(paths.count == 1_019)
    #expect(paths.filter { $0.hasPrefix("rrc00/2019.11/") }.count == 500)
    #expect(paths.filter { $0.hasPrefix("telescope/darknet.20191116.") }.count == 14)
    #expect(paths.filter { $0.hasPrefix("route-views2/bgpdata/2019.11/") }.count == 500)
    let sources = try SourceReader.read(
      try folder.text(of: "routes/vigil.toml"), source: "vigil.toml")
    try #require(sources.count == 2)
    #expect(sources[0].kind == .mrt && sources[0].paths == ["rrc00", "route-views2"])
    #expect(sources[0].routing.cadence == 3_600 && sources[0].routing.fullFeed == 500)
    #expect(sources[0].routing.placing.atlas.places == ["places.csv"])
    #expect(sources[0].routing.placing.kinds == [.country, .asn])
    #expect(sources[1].kind == .pcap && sources[1].paths == ["telescope"])
    #expect(sources[1].telescope.datasource == "darknet")
    #expect(sources[1].telescope.placing.atlas.origins == ["origins.pfx2as"])
  }
}
