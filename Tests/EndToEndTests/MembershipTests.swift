import Foundation
import Testing

/// Who belongs to which country, and what is said when nobody says.
struct MembershipTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram
  let feed = Feed(seed: 51)

  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    try folder.write(Feed.csv(feed.rows), to: "one.csv")
    let other = feed.rows.filter { $0.entity == "country/IR" }.map {
      Feed.Row(datasource: $0.datasource, entity: "country/TR", time: $0.time, value: 900)
    }
    try folder.write(Feed.csv(feed.rows + other), to: "two.csv")
    try folder.write(
      Feed.csv(feed.rows.filter { $0.entity.hasPrefix("asn/") }), to: "none.csv")
    try folder.write(
      "entity,name,parent\nasn/44244,Irancell,IR\nasn/58224,TCI,IR\n", to: "entities.csv")
  }

  @Test("All ASNs of a one-country input belong to it, and each output says that it is assumed")
  func assumed() throws {
    let table = try vigil.run(["anatomy", "one.csv"])
    #expect(table.status == 0, "\(table.message)")
    #expect(table.output.contains("membership assumed"))
    let json = try vigil.run(["anatomy", "one.csv", "--format", "json"])
    let anatomy = try Record(parsing: json.output)
    #expect(anatomy.text("membership") == "assumed")
    let rows = anatomy.objects("rows").map { $0.text("entity") }
    #expect(Set(rows) == ["asn/44244", "asn/58224"])
    let report = try vigil.run(["replay", "one.csv", "--out", "out"])
    #expect(report.output.contains("membership assumed"))
    for path in ["report.md", "report.html"] {
      #expect(try folder.text(of: "out/\(path)").contains("assumed"), "\(path)")
    }
  }

  @Test("Membership that is stated is not called assumed")
  func stated() throws {
    let arguments = ["anatomy", "two.csv", "--country", "IR", "--entities", "entities.csv"]
    let table = try vigil.run(arguments)
    #expect(table.status == 0, "\(table.message)")
    #expect(!table.output.contains("assumed"))
    #expect(table.output.contains("Irancell"))
    let json = try vigil.run(arguments + ["--format", "json"])
    #expect(try Record(parsing: json.output).text("membership") == "stated")
  }

  @Test(
    "Several countries and ASNs of none is an error that names the ways",
    arguments: [[], ["--country", "IR"]])
  func ambiguous(_ country: [String]) throws {
    let run = try vigil.run(["anatomy", "two.csv"] + country)
    #expect(run.status == 1 && run.output == "")
    #expect(
      run.message == """
        error: the input holds ASNs and several countries (IR, TR) and does not say which ASN \
        belongs to which; give --entities FILE (entity,name,parent,weight,kind), an IODA entity \
        look-up, signals of geoasn/N-CC, or a chart CSV with --country

        """)
    // Detection needs no membership.
    #expect(try vigil.run(["detect", "two.csv"]).status == 0)
  }

  @Test("Several countries with their members ask for one of them")
  func several() throws {
    let run = try vigil.run(["anatomy", "two.csv", "--entities", "entities.csv"])
    #expect(run.status == 1)
    #expect(
      run.message
        == "error: the input holds several countries (IR, TR); name one with --country\n")
  }

  @Test("An input without a country, and a country that the input does not hold")
  func unknown() throws {
    let none = try vigil.run(["anatomy", "none.csv"])
    #expect(none.status == 1)
    #expect(none.message.hasPrefix("error: the input holds no country; give --country CC"))
    let other = try vigil.run(["anatomy", "one.csv", "--country", "FR"])
    #expect(other.status == 1)
    #expect(
      other.message.hasPrefix(
        "error: the input holds no signal of country/FR or of its members; 'vigil inspect FILE'"))
  }

  @Test("A country in which nothing happened says so without saying that there was no outage")
  func quiet() throws {
    let quiet = feed.rows(until: Feed.start + 20_000)
    try folder.write(Feed.csv(quiet), to: "quiet.csv")
    let run = try vigil.run(["anatomy", "quiet.csv"])
    #expect(run.status == 0 && run.output == "")
    #expect(
      run.message.contains("no incident of country/IR was found in what could be judged"))
  }
}
