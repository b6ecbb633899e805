import Foundation
import Testing

/// `vigil signal probing`, `vigil probing history` and `vigil probing block` on small results.
struct ProbingCommandTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram

  /// Two blocks of 20 addresses that all answer, the second silent from 01:00 to 02:00.
  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    try folder.write("start,end,country,region\n11.0.0.0,11.255.255.255,IR,\n", to: "places.csv")
    try folder.write("11.0.0.0\t16\t64500\n", to: "origins.pfx2as")
    try folder.write(
      "prefix,ever_responsive,availability\n11.0.1.0/24,20,0.9\n11.0.2.0/24,20,0.9\n",
      to: "blocks.csv")
    var rows = "time,address,replied,prober\n"
    for round in 0..<18 {
      let start = 1_573_862_400 + round * 600
      for block in 1...2 {
        let isUp = block == 1 || !(6..<12).contains(round)
        // After a silence one answer does not do.
        for probe in 0..<(isUp ? (round == 12 ? 2 : 1) : 6) {
          rows += "\(start + block + probe * 3),11.0.\(block).\(1 + (round + probe) % 20),"
          rows += "\(isUp ? 1 : 0),here\n"
        }
      }
    }
    try folder.write(rows, to: "results.csv")
  }

  private let atlas = ["--geo", "places.csv", "--origins", "origins.pfx2as"]

  @Test("Signals are written for each measure of each entity")
  func signal() throws {
    let run = try vigil.run(
      [
        "signal", "probing", "results.csv", "--list", "blocks.csv", "--measure", "up", "--measure",
        "down",
      ] + atlas)
    try #require(run.status == 0, "\(run.message)")
    let rows = run.output.split(separator: "\n").filter { $0.contains("/") }
    let entities = Set(rows.map { $0.split(separator: ",")[1] })
    #expect(entities == ["country/IR", "asn/64500", "geoasn/64500-IR"])
    let up = rows.filter { $0.hasPrefix("ping-slash24,country/IR,") }
      .map { $0.split(separator: ",")[3] }
    #expect(
      up == Array(repeating: "2", count: 6) + Array(repeating: "1", count: 6)
        + Array(repeating: "2", count: 6))
    #expect(rows.contains { $0.hasPrefix("probing.down,country/IR,1573866000,1") })
    #expect(run.message.contains("probe-results: 68 results in 18 rounds of 2 blocks by 1 prober"))
  }

  @Test("Changes are written with the round that reports them and the probes they are dated to")
  func changes() throws {
    let run = try vigil.run(
      ["signal", "probing", "results.csv", "--list", "blocks.csv", "--changes", "changes.ndjson"]
        + atlas)
    try #require(run.status == 0, "\(run.message)")
    let lines = try folder.text(of: "changes.ndjson").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines.first ?? "" == """
        {"schema":"vigil.probing.change/1","block":"11.0.2.0/24","from":"up","to":"down",\
        "round":"2019-11-16T01:00:00Z","reported":"2019-11-16T01:10:00Z",\
        "after":"2019-11-16T00:50:02Z","by":"2019-11-16T01:00:02Z"}
        """)
    #expect(lines.last?.contains("\"from\":\"down\",\"to\":\"up\"") == true)
  }

  @Test("Addresses of a small network that fall silent together are found")
  func dropouts() throws {
    var rows = "time,address,replied\n"
    // Twenty addresses of one network and a hundred of another, each silent now and then; the twenty
    // are silent from 03:00 to 03:30.
    for round in 0..<144 {
      for host in 0..<120 {
        let isSilent = (host * 7 + round * 13) % 61 == 0 || (host < 20 && (18..<21).contains(round))
        let address = host < 20 ? "11.0.1.\(host)" : "11.1.1.\(host)"
        rows += "\(1_573_862_400 + round * 600 + host),\(address),\(isSilent ? 0 : 1)\n"
      }
    }
    try folder.write(rows, to: "pings.csv")
    try folder.write("11.0.0.0\t16\t64500\n11.1.0.0\t16\t64501\n", to: "origins.pfx2as")
    let run = try vigil.run(
      ["probing", "dropouts", "pings.csv", "--kind", "asn", "--format", "ndjson"] + atlas)
    try #require(run.status == 0, "\(run.message)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(lines.first?.contains("\"round\":\"2019-11-16T03:00:00Z\"") == true)
    #expect(lines.first?.contains("\"entity\":\"asn/64500\"") == true)
    #expect(lines.first?.contains("\"end\":\"2019-11-16T03:30:00Z\"") == true)
    #expect(lines.first?.contains("\"cautions\":[]") == true)
    let table = try vigil.run(["probing", "dropouts", "pings.csv", "--kind", "asn"] + atlas)
    #expect(table.output.contains("asn/64500") && !table.output.contains("asn/64501"))
  }

  @Test("The history of a block shows its changes with the probes behind each")
  func block() throws {
    let run = try vigil.run(
      ["probing", "block", "11.0.2.0/24", "results.csv", "--list", "blocks.csv"] + atlas)
    try #require(run.status == 0, "\(run.message)")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.contains("20 addresses, availability 0.900, of country/IR") == true)
    let fall = try #require(lines.firstIndex { $0.contains("up -> down") })
    #expect(lines[fall].hasPrefix("2019-11-16T01:00:00Z"))
    #expect(
      lines[fall].contains("between 2019-11-16T00:50:02Z and 2019-11-16T01:00:02Z"))
    #expect(lines[fall + 1...fall + 6].allSatisfy { $0.contains("no answer  here") })
    let back = try #require(lines.firstIndex { $0.contains("down -> up") })
    #expect(lines[back].hasPrefix("2019-11-16T02:00:00Z"))
    let other = try vigil.run(
      ["probing", "block", "11.0.9.0/24", "results.csv", "--list", "blocks.csv"] + atlas)
    #expect(other.status == 1 && other.message.contains("does not list 11.0.9.0/24"))
    let wrong = try vigil.run(
      ["probing", "block", "11.0.9.0", "results.csv", "--list", "blocks.csv"])
    #expect(wrong.status == 2)
  }

  @Test("A list is derived from results, and read back")
  func history() throws {
    let run = try vigil.run(
      ["probing", "history", "results.csv", "--least-hosts", "5", "--out", "derived.csv"])
    try #require(run.status == 0, "\(run.message)")
    #expect(run.message.contains("2 blocks; 0 left out"))
    let again = try vigil.run(
      ["signal", "probing", "results.csv", "--list", "derived.csv"] + atlas)
    #expect(again.status == 0, "\(again.message)")
  }

  @Test("A configuration reads results beside other sources")
  func source() throws {
    try folder.write(
      """
      [[source]]
      kind = "probes"
      path = "results.csv"
      list = "blocks.csv"
      geo = "places.csv"
      origins = "origins.pfx2as"
      notice = "made up"
      """, to: "probes.toml")
    let run = try vigil.run(["detect", "--config", "probes.toml", "--format", "json"])
    #expect(run.status == 0, "\(run.message)")
    #expect(run.message.contains("probe-results"))
    try folder.write("time,address,replied\n1573862400,10.9.9.9,1\n", to: "results.csv")
    let none = try vigil.run(["detect", "--config", "probes.toml"])
    #expect(none.status == 1 && none.message.contains("no result of a listed block"))
  }

  @Test("What was asked is not asked again when its prober is not named any more")
  func proberLeft() throws {
    let hosts = String(repeating: "f", count: 64)
    let blocks = (0..<40).map { "11.0.\($0).0/24,256,0.5,\(hosts)\n" }
    try folder.write(
      "prefix,ever_responsive,availability,hosts\n" + blocks.joined(), to: "full.csv")
    let plan = [
      "probing", "targets", "--list", "full.csv", "--format", "scamper", "--out", "round",
      "--round", "2019-11-16T08:00:00Z", "--prober", "a",
    ]
    try #require(try vigil.run(plan + ["--prober", "b"]).status == 0)
    try folder.write("{\"type\":\"cycle-start\"}\n", to: "round/a/replies-1.json")
    let second = try vigil.run(plan + ["--wave", "2"])
    try #require(second.status == 0, "\(second.message)")
    let asked = try ["a/targets-1.txt", "b/targets-1.txt", "a/targets-2.txt"].map {
      try folder.text(of: "round/\($0)").split(separator: "\n").map(String.init)
    }
    // One of each block, then five more of each, whoever had the first.
    #expect(asked[0].count + asked[1].count == 40 && !asked[1].isEmpty)
    #expect(asked[2].count == 200)
    #expect(Set(asked.joined()).count == 240)
  }

  @Test("Numbers and times that cannot be are refused")
  func refused() throws {
    let late = try vigil.run(
      ["probing", "history", "results.csv", "--settle", "9223372036854775807"])
    #expect(late.status == 2 && late.message.contains("--settle: expected 0 to 86400"))
    let turned = try vigil.run([
      "probing", "history", "results.csv", "--targets", "results.csv", "--scan-start",
      "2019-11-16T08:00:00Z", "--scan-end", "2019-11-16T07:00:00Z",
    ])
    #expect(turned.status == 1 && turned.message.contains("the scan ends before it starts"))
  }
}
