import Foundation
import Net
import Probing
import Testing
import Timeline

/// The files of a plan say what the plan says.
struct PlanFormatTests {
  private struct Line: Decodable {
    struct Stop: Decodable {
      let when: String
      let probes: Int
      let belief: Double
      let availability: Double
    }
    let round: Int64
    let wave: Int
    let block: String
    let prober: String
    let kind: String
    let addresses: [String]
    let stop: Stop
  }

  @Test("Target files and lines read back, and hold the same addresses")
  func readBack() throws {
    let list = PlanWorld.list(3_000)
    let name = "a \"quoted\"\\\n\u{e9}"
    var waves = PlanWorld.planner(list, [PlannedProber(name), PlannedProber("b")])
      .waves(of: PlanWorld.round)
    let plan = waves.next()
    let (targets, text) = PlanWorld.bytes(plan)
    let lines = try text.split(separator: 0x0A).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
    let blocks = PlanWorld.blocks(plan)
    #expect(lines.count == blocks.count)
    for (line, block) in zip(lines, blocks) {
      #expect(line.round == PlanWorld.round.seconds && line.wave == 1)
      #expect(line.block == block.block.description)
      #expect(line.prober == [name, "b"][block.prober])
      #expect(line.kind == block.kind.rawValue)
      #expect(line.addresses == block.addresses.map { IPAddress(ipv4: $0).description })
      #expect(line.stop.when == "up" && line.stop.probes == 15)
      #expect(abs(line.stop.belief - block.stop.belief) < 1e-6)
      #expect(abs(line.stop.availability - block.stop.availability) < 1e-6)
    }
    for (prober, bytes) in targets.enumerated() {
      let addresses = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      let expected = blocks.filter { $0.prober == prober }.flatMap(\.addresses)
      #expect(addresses.count == plan.loads[prober].targets)
      #expect(
        Set(addresses) == Set(expected.map { IPAddress(ipv4: $0).description }))
      #expect(addresses.allSatisfy { IPAddress($0) != nil })
      // Two probes of a block are never next to each other.
      let owners = addresses.map { $0.split(separator: ".").dropLast().joined(separator: ".") }
      #expect(!zip(owners, owners.dropFirst()).contains { $0 == $1 })
    }
  }

  @Test("Command lines have the options that the tools know, and their rate")
  func commands() {
    let load = ProberLoad(prober: PlannedProber("a"), targets: 10, rate: 20_000)
    #expect(
      ProbeCommand(.zmap).line(for: load, cooldown: 8)
        == "zmap -M icmp_echoscan -w targets.txt -r 20000 -P 1 -c 8 -O csv"
        + " -f saddr,classification,success,repeat,timestamp-ts,timestamp-us -o replies.csv"
        + " -m scan.json")
    #expect(
      ProbeCommand(.scamper, targets: "it's here/t.txt").line(for: load, cooldown: 8)
        == "scamper -O json -o replies.json -p 10000 -c 'ping -c 1 -W 3' -f 'it'\\''s here/t.txt'")
    #expect(ProbeCommand(.ndjson).line(for: load, cooldown: 8) == nil)
    #expect(
      ProbeCommand(.zmap).line(for: ProberLoad(prober: PlannedProber("a")), cooldown: 8) == nil)
  }
}
