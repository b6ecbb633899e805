import Foundation
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
