import Foundation
import Net
import TestSupport
import Testing

/// `vigil atlas` as people run it.
struct AtlasTests {
  private static let table = """
    # built: 2026-10-01
    # edition: demo
    start,end,country,region
    5.160.0.0,5.160.255.255,IR,IR-23
    2a00::,2a00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,DE,
    nonsense
    """

  private func run(_ arguments: [String]) throws -> VigilProgram.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(Self.table, to: "places.csv")
    try folder.write("5.160.0.0\t16\t42337_44244\n", to: "rv2-20191116.pfx2as")
    return try VigilProgram(in: folder).run(
      ["atlas"] + arguments, environment: ["XDG_CACHE_HOME": folder.url.path])
  }

  @Test("A lookup gives place, range, origins and provenance; findings stay off the data")
  func lookup() throws {
    let outcome = try run([
      "lookup", "5.160.0.1", "2a00::1", "9.9.9.9", "--geo", "places.csv", "--origins",
      "rv2-20191116.pfx2as", "--format", "ndjson",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 3)
    #expect(
      outcome.lines.first?.hasPrefix(
        #"{"schema":"vigil.address/1","address":"5.160.0.1","country":"IR","region":"IR-23","#
          + #""range":"5.160.0.0/16","source":{"name":"places.csv","kind":"range-csv","#
          + #""edition":"demo","built":1790812800,"hash":""#) == true)
    #expect(outcome.lines.first?.contains(#""origins":[42337,44244]"#) == true)
    #expect(outcome.lines.last?.contains(#""country":null,"region":null,"range":null"#) == true)
    #expect(outcome.message.contains("places.csv, line 6: bad-range"))
  }

  @Test("The table says unknown, and the age of a source against a date")
  func table() throws {
    let outcome = try run([
      "lookup", "9.9.9.9", "--geo", "places.csv", "--geo-as-of", "2019-11-16",
    ])
    #expect(outcome.output.contains("unknown"))
    #expect(outcome.message.contains("addresses placed as of 2026-10, data of 2019-11"))
    let info = try run(["info", "--geo", "places.csv", "--format", "csv"])
    #expect(info.lines.count == 2)
    #expect(info.lines.last?.hasPrefix("places.csv,range-csv,demo,2026-10-01,regions,") == true)
  }

  @Test("The fields of an MMDB of one's own can be named, and what is no field is said")
  func ownFields() throws {
    let folder = try TemporaryFolder()
    var writer = MaxMindWriter(edition: "campus")
    writer.add(
      try #require(Prefix("5.160.0.0/16")),
      .map([("cc", .text("IR")), ("area", .list([.text("23")]))]))
    try Data(writer.bytes).write(to: folder.url.appendingPathComponent("own.mmdb"))
    let program = VigilProgram(in: folder)
    let lookup = [
      "atlas", "lookup", "5.160.0.1", "--geo", "own.mmdb", "--format", "csv", "--no-cache",
    ]
    let unnamed = try program.run(lookup)
    #expect(unnamed.status == 1)
    #expect(unnamed.message.contains("no field for countries; name those it has (--mmdb-fields)"))
    let named = try program.run(lookup + ["--mmdb-fields", "country=cc,region=area.0"])
    #expect(named.status == 0)
    #expect(named.lines.last?.hasPrefix("5.160.0.1,IR,IR-23,") == true, "\(named.output)")
    let wrong = try program.run(lookup + ["--mmdb-fields", "land=cc"])
    #expect(wrong.status == 2)
    #expect(wrong.message.contains("--mmdb-fields land=cc: expected KEY=PATH"))
  }

  @Test("What cannot be is said")
  func errors() throws {
    #expect(try run(["lookup", "5.160.0"]).status == 2)
    let missing = try run(["lookup", "5.160.0.1", "--geo", "none.mmdb"])
    #expect(missing.status == 1)
    #expect(missing.message.contains("none.mmdb"))
    let wrong = try run(["info", "--geo", "rv2-20191116.pfx2as"])
    #expect(wrong.message.contains("is pfx2as and cannot give places"))
  }
}
