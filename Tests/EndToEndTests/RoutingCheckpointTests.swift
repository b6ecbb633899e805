import Foundation
import Testing

/// `vigil signal bgp` as a job that is stopped, killed and given newer files.
struct RoutingCheckpointTests {
  private static let options = [
    "--full-feed", "500", "--cadence", "3600", "--kind", "country", "--kind", "asn",
  ]

  private func arguments(_ folder: TemporaryFolder, _ paths: [String], _ name: String) throws
    -> [String]
  {
    let archive = try Sample.archiveFolder()
    return ["signal", "bgp"] + paths.map { "\(archive)/\($0)" } + Self.options
      + ["--geo", "\(archive)/places.csv", "--out", "\(name).csv", "--peers", "\(name)-peers.csv"]
  }

  private let all = ["rrc00", "route-views2"]

  @Test("With newer files a run goes on, and all it writes is as of one run")
  func newerFiles() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    let whole = try vigil.run(try arguments(folder, all, "whole"))
    #expect(whole.status == 0, "\(whole.message)")
    // The files of 9 to 12 November, the day after the next, then all.
    let parts = [
      ["rrc00/2019.11/*2019110*", "route-views2/bgpdata/2019.11/*/*2019110*"],
      ["rrc00/2019.11/*2019111[0-3]*", "route-views2/bgpdata/2019.11/*/*2019111[0-3]*"], all,
    ]
    for paths in parts {
      let run = try vigil.run(
        try arguments(folder, paths, "part") + ["--checkpoint", "state"])
      #expect(run.status == 0, "\(run.message)")
    }
    #expect(try folder.bytes(of: "part.csv") == folder.bytes(of: "whole.csv"))
    #expect(try folder.bytes(of: "part-peers.csv") == folder.bytes(of: "whole-peers.csv"))
  }

  @Test("A checkpoint that was damaged, or made under other options, is refused by name")
  func refused() throws {
    let folder = try TemporaryFolder()
    let vigil = VigilProgram(in: folder)
    let day = ["rrc00/2019.11/*20191109*", "route-views2/bgpdata/2019.11/*/*20191109*"]
    let command = try arguments(folder, day, "a") + ["--checkpoint", "state"]
    #expect(try vigil.run(command).status == 0)
    let other = try vigil.run(command + ["--min-peers", "3"])
    #expect(other.status == 1)
    #expect(other.message.contains("the checkpoint cannot be used"))
    var bytes = try folder.bytes(of: "state")
    bytes[bytes.count / 2] ^= 1
    try folder.write(bytes, to: "state")
    let damaged = try vigil.run(command)
    #expect(damaged.status == 1)
    #expect(damaged.message.contains("state is damaged or something else"))
  }

  @Test("Regions that were asked for by name need a database that knows them")
  func regions() throws {
    let folder = try TemporaryFolder()
    let archive = try Sample.archiveFolder()
    try folder.write("start,end,country,region\n40.0.0.0,43.255.255.255,IR,\n", to: "countries.csv")
    let run = try VigilProgram(in: folder).run(
      ["signal", "bgp", "\(archive)/rrc00/2019.11/*20191109*"] + Self.options
        + ["--kind", "region", "--geo", "countries.csv"])
    #expect(run.status == 1)
    #expect(run.message.contains("region"))
    #expect(run.output == "")
  }
}
