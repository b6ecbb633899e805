import SignalFiles
import Testing
import Timeline

/// What `vigil inspect` says of an input.
@Suite struct InspectionTests {
  private func inspection(_ fixture: Fixture) throws -> FileInspection {
    FileInspection(try fixture.read(), options: fixture.options)
  }

  @Test func `a chart with operators leads to the anatomy`() throws {
    let inspection = try inspection(.chart)
    #expect(inspection.nextCommand == "vigil anatomy --country IR chart.csv")
    #expect(inspection.entities.map(\.description) == ["asn/44244", "country/IR"])
    #expect(inspection.sources.map(\.datasource.id) == ["bgp", "ping-slash24"])
    #expect(inspection.sources[0].bins == 3)
    #expect(inspection.sources[0].present == 2)
    #expect(inspection.sources[0].steps == [300])
    #expect(inspection.sources[0].from == UnixTime(1_573_923_600))
    #expect(inspection.sources[0].until == UnixTime(1_573_924_500))
  }

  @Test func `the command names what the file does not say`() throws {
    #expect(try inspection(.wide).nextCommand == "vigil detect --country IR wide.csv")
    #expect(
      try inspection(.values).nextCommand
        == "vigil detect --datasource connectivity --entity county/1.1 values.csv")
    #expect(try inspection(.long).nextCommand == "vigil anatomy --country IR long.csv")
    #expect(try inspection(.lookup).nextCommand == "vigil detect SIGNALS lookup.json")
  }

  @Test func `odd file names are quoted for a shell`() throws {
    let file = try SignalReader().read(Fixture.long.bytes, name: "my file's.csv")
    #expect(FileInspection(file).nextCommand == "vigil anatomy --country IR 'my file'\\''s.csv'")
  }

  @Test func `the text has the facts, the findings and the command`() throws {
    let lines = try inspection(.envelope).text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("envelope.json: ioda-api, "))
    #expect(lines[0].hasSuffix(" bytes, 7 points"))
    #expect(lines[1] == "entities     2: country/IR region/1233")
    #expect(
      lines[2]
        == "bgp: bgp family, visible /24s, 1 entity, step 300 s, "
        + "2019-11-16T15:00:00Z to 2019-11-16T15:25:00Z, 4 of 5 bins present")
    #expect(
      lines[3]
        == "ping-slash24: probing family, up /24s, 1 entity, step 1800 s (native 600 s), "
        + "2019-11-16T15:00:00Z to 2019-11-16T16:00:00Z, 1 of 2 bins present")
    #expect(lines.contains("credit       Example data"))
    #expect(
      lines.contains { $0.hasPrefix("finding      downsampled ×1: ping-slash24 region/1233") })
    #expect(lines.last == "next         vigil detect envelope.json")
  }

  @Test func `the JSON has a schema and the same facts`() throws {
    var writer = JSONWriter()
    try inspection(.long).write(to: &writer)
    #expect(
      writer.text.hasPrefix(
        "{\"schema\":\"vigil.inspection/1\",\"name\":\"long.csv\",\"format\":\"long-csv\","))
    #expect(
      writer.text.contains("\"notices\":[\"Reconstructed series, not measured\"],\"next\":"))
  }
}
