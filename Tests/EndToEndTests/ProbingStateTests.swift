import Foundation
import Testing

/// Scans of ZMap from the command line, runs that go on from a state, and plans that know it.
struct ProbingStateTests {
  let folder: TemporaryFolder
  let vigil: VigilProgram
  private let atlas = ["--geo", "places.csv", "--origins", "origins.pfx2as"]

  init() throws {
    folder = try TemporaryFolder()
    vigil = VigilProgram(in: folder)
    try folder.write("start,end,country,region\n11.0.0.0,11.255.255.255,IR,\n", to: "places.csv")
    try folder.write("11.0.0.0\t16\t64500\n", to: "origins.pfx2as")
    // 16 addresses each: .0 to .15.
    let hosts = "ffff" + String(repeating: "0", count: 60)
    try folder.write(
      "prefix,ever_responsive,availability,hosts\n11.0.1.0/24,16,0.9,\(hosts)\n"
        + "11.0.2.0/24,16,0.9,\(hosts)\n", to: "blocks.csv")
  }

  /// Results of rounds: both blocks answer, the second not in rounds 6 to 11; two probers, of which the
  /// one named first changes from round to round.
  private func rows(_ rounds: Range<Int>) -> String {
    var rows = "time,address,replied,prober\n"
    for round in rounds {
      let start = 1_573_862_400 + round * 600
      for block in 1...2 {
        let isUp = block == 1 || !(6..<12).contains(round)
        for probe in 0..<6 {
          rows += "\(start + block + probe * 3),11.0.\(block).\((round + probe) % 16),"
          rows += "\(isUp ? 1 : 0),\((round / 4 + block) % 2 == 0 ? "east" : "west")\n"
        }
      }
    }
    return rows
  }

  @Test("Rounds that could not be written are not lost to the state")
  func unwritten() throws {
    try folder.write(rows(0..<5), to: "a.csv")
    let signal = ["signal", "probing", "a.csv", "--list", "blocks.csv", "--state", "kept.state"]
    let failed = try vigil.run(signal + ["--out", "a.csv/up.csv"] + atlas)
    #expect(failed.status == 1)
    let again = try vigil.run(signal + atlas)
    #expect(again.status == 0 && again.output.contains("ping-slash24,country/IR,1573862400,2"))
  }

  @Test("A run that goes on from a state writes what one run writes")
  func resume() throws {
    for (name, rounds) in [("all", 0..<20), ("a", 0..<5), ("b", 5..<13), ("c", 13..<20)] {
      try folder.write(rows(rounds), to: "\(name).csv")
    }
    func signal(_ file: String, state: String) throws -> [Substring] {
      let run = try vigil.run(
        ["signal", "probing", file, "--list", "blocks.csv", "--state", state] + atlas)
      try #require(run.status == 0, "\(run.message)")
      return run.output.split(separator: "\n").filter { $0.contains("/") }.sorted()
    }
    let whole = try signal("all.csv", state: "one.state")
    let parts = try ["a", "b", "c"].flatMap { try signal("\($0).csv", state: "parts.state") }
    let isSame = parts.sorted() == whole
    #expect(isSame)
    #expect(whole.contains { $0.hasPrefix("ping-slash24,country/IR,1573866000,1") })
    let other = try vigil.run(
      ["signal", "probing", "a.csv", "--list", "blocks.csv", "--state", "one.state"])
    #expect(other.status == 1 && other.message.contains("one.state"))
    try folder.write("vigil.probing/1\n", to: "cut.state")
    let cut = try vigil.run(
      ["signal", "probing", "a.csv", "--list", "blocks.csv", "--state", "cut.state"] + atlas)
    #expect(cut.status == 1 && cut.message.contains("is no whole state of probes"))
  }

  @Test("A plan knows from a state which blocks are up and which are down")
  func plan() throws {
    try folder.write(rows(0..<10), to: "results.csv")
    let run = try vigil.run(
      ["signal", "probing", "results.csv", "--list", "blocks.csv", "--state", "s.state"] + atlas)
    try #require(run.status == 0, "\(run.message)")
    let plan = try vigil.run(
      [
        "probing", "targets", "--list", "blocks.csv", "--state", "s.state", "--format", "ndjson",
        "--round", "2019-11-16T01:40:00Z", "--out", "plan",
      ] + atlas)
    try #require(plan.status == 0, "\(plan.message)")
    let lines = try folder.text(of: "plan/vigil/plan-1.ndjson").split(separator: "\n")
    #expect(lines.contains { $0.contains("11.0.1.0/24") && $0.contains("\"periodic\"") })
    #expect(lines.contains { $0.contains("11.0.2.0/24") && $0.contains("\"recovery\"") })
  }

  @Test("A scan of ZMap with its targets and metadata makes silence an answer")
  func scan() throws {
    let start = 1_573_862_400
    var replies = "saddr,timestamp-ts,success,repeat\n"
    var targets = ""
    for host in 0..<16 {
      targets += "11.0.1.\(host)\n11.0.2.\(host)\n"
      replies += "11.0.1.\(host),\(start + 5 + host),1,0\n"
    }
    try folder.write(replies, to: "replies.csv")
    try folder.write(targets, to: "targets.txt")
    try folder.write(
      """
      {"send_start_time": "2019-11-16T00:00:02+0000", "send_end_time": "2019-11-16T00:01:00+0000", \
      "total_sent": 32}
      """, to: "scan.json")
    let arguments = [
      "signal", "probing", "replies.csv", "--list", "blocks.csv", "--measure", "down",
    ]
    let times = [
      ["--metadata-file", "scan.json"],
      ["--scan-start", "2019-11-16T00:00:02Z", "--scan-end", "2019-11-16T00:01:00Z"],
    ]
    for time in times {
      let run = try vigil.run(arguments + ["--targets", "targets.txt"] + time + atlas)
      try #require(run.status == 0, "\(run.message)")
      #expect(run.output.contains("probing.down,country/IR,\(start),1"))
    }
    let without = try vigil.run(arguments + atlas)
    #expect(without.status == 1 && without.message.contains("replies-only"))
    let half = try vigil.run(arguments + ["--targets", "targets.txt"] + atlas)
    #expect(half.status == 2 && half.message.contains("--metadata-file"))
  }
}
