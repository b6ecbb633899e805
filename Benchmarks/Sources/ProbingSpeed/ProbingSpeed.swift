import Foundation
import Probing
import Timeline

/// Judges one round of many blocks from results in random order, and prints what that costs.
///
///     swift run -c release --package-path Benchmarks probing-speed [BLOCKS [PROBES [ROUNDS]]]
///     swift run -c release --package-path Benchmarks probing-speed write FILE [BLOCKS [PROBES [ROUNDS]]]
///     swift run -c release --package-path Benchmarks probing-speed csv FILE [BLOCKS]
///
/// The second writes the same results as CSV (2 GB at IODA's size), the third counts the CSV down to
/// signals, and prints the CPU time of all from its first octet on.
///
/// 4.2 million blocks of 60 addresses with 15 probes each are IODA's size. Results are made a few
/// thousand at a time, which is not counted: the time is that of taking them and of closing rounds. A
/// fiftieth of the blocks is down. Blocks count for 250 countries and 20,000 networks.
@main
struct ProbingSpeed {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let words = CommandLine.arguments.dropFirst().filter { Int($0) == nil }
    let blocks = arguments.first ?? 4_200_000
    let probes = arguments.dropFirst().first ?? 15
    let rounds = arguments.dropFirst(2).first ?? 1
    let began = Usage.now
    let list = BlockList((0..<blocks).lazy.map { block($0) })
    let entities = BlockEntities(list) { block in
      let number = block.rawValue
      let country = Entity(kind: .country, code: ProbingSpeed.country(number >> 8 % 250))
      return [Entity.asn(number >> 7 % 20_000)] + (country.map { [$0] } ?? [])
    }
    var options = ProbingOptions()
    options.keepsChanges = false
    var probing = ProbingAccumulator(list, options: options, entities: entities)
    print(
      "\(blocks) blocks, \(entities.entities.count) entities: \(Usage.now - began), peak RSS \(Usage.peak) MB"
    )
    if words.first == "csv", let path = words.last { return try read(path, &probing) }
    let output = words.first == "write" ? words.last.flatMap { fopen($0, "w") } : nil
    if let output { fputs("time,address,replied,prober\n", output) }
    let batch = 65_536
    var results: [ProbeResult] = []
    results.reserveCapacity(batch)
    let total = blocks * probes
    // A step that shares no factor with the total visits all results in an order without rhyme.
    var step = Int(Double(total) * 0.618_033_988_75) | 1
    while greatestDivisor(step, total) != 1 { step += 2 }
    for round in 0..<rounds {
      let start = Int64(1_700_000_400 + round * 600) * 1_000
      var taken = Usage()
      var place = 0
      for first in stride(from: 0, to: total, by: batch) {
        results.removeAll(keepingCapacity: true)
        for _ in first..<min(first + batch, total) {
          place += step
          if place >= total { place -= total }
          results.append(result(place % blocks, place / blocks, round, list, start))
        }
        if let output {
          write(results, to: output)
          continue
        }
        let before = Usage.now
        for result in results { probing.take(result) }
        taken = taken + (Usage.now - before)
      }
      if output != nil { continue }
      let before = Usage.now
      probing.closeRounds(before: start / 1_000 + 600)
      let closed = Usage.now - before
      let outcome = probing.takeOutcomes()
      print(
        "round \(round): take \(taken), close \(closed), in all \(taken + closed); "
          + "up \(outcome.first?.total.up ?? 0), probed \(outcome.first?.total.probed ?? 0), "
          + "share \(outcome.first?.total.share ?? .nan); peak RSS \(Usage.peak) MB")
    }
    if let output { fclose(output) }
  }

  private static func write(_ results: [ProbeResult], to output: UnsafeMutablePointer<FILE>) {
    for result in results {
      let address = result.address
      fputs(
        "\(result.milliseconds / 1_000),\(address >> 24).\(address >> 16 & 255)."
          + "\(address >> 8 & 255).\(address & 255),\(result.isReply ? 1 : 0),p\(result.prober)\n",
        output)
    }
  }

  /// Counts a CSV file down to the series of all entities.
  private static func read(_ path: String, _ probing: inout ProbingAccumulator) throws {
    let before = Usage.now
    var feed = ProbeFeed([ProbeInput(path: path)])
    try feed.read(into: &probing)
    let outcomes = probing.finish()
    var recorder = ProbingRecorder(measures: [.up, .responsiveShare])
    for outcome in outcomes { recorder.take(outcome, entities: probing.entities) }
    let series = recorder.segments.reduce(0) { $0 + recorder.series(of: $1).count }
    print(
      "csv: \(Usage.now - before), \(feed.counts.reduce(0) { $0 + $1.probes }) results, "
        + "\(outcomes.count) rounds, \(series) series, up \(outcomes.first?.total.up ?? 0); "
        + "peak RSS \(Usage.peak) MB")
    for finding in feed.findings.findings { print("  \(finding.count) \(finding.kind)") }
  }

  /// The /24s are spread over the space of addresses, with gaps.
  private static func block(_ index: Int) -> ProbedBlock {
    var hosts = HostSet()
    for host in 0..<60 { hosts.insert(UInt8(host * 4 + (index & 3))) }
    return ProbedBlock(
      block: Slash24(rawValue: number(index)), hosts: hosts,
      availability: Double(10 + mix(UInt64(index)) % 90) / 100)
  }

  private static func number(_ index: Int) -> UInt32 { UInt32(0x1_0000 + index * 7 / 2) }

  private static func result(
    _ index: Int, _ probe: Int, _ round: Int, _ list: BlockList, _ start: Int64
  ) -> ProbeResult {
    let draw = mix(UInt64(index) << 20 | UInt64(round) << 8 | UInt64(probe))
    let host = UInt32((Int(mix(UInt64(index + round)) & 0xFF) + probe) % 60) * 4 + UInt32(index & 3)
    let availability = 10 + mix(UInt64(index)) % 90
    let isDown = index % 50 == 7
    return ProbeResult(
      milliseconds: start + Int64(probe) * 40_000 + Int64(draw >> 8 & 0x7FFF),
      address: number(index) << 8 | host, isReply: !isDown && draw >> 32 % 100 < availability,
      prober: UInt16(index % 20))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private static func country(_ number: UInt32) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return String([letters[Int(number) / 26 % 26], letters[Int(number) % 26]])
  }

  private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestDivisor(b, a % b)
  }
}

/// CPU seconds of the process.
struct Usage: CustomStringConvertible {
  var user = 0.0
  var system = 0.0

  static var now: Usage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Usage(user: seconds(usage.ru_utime), system: seconds(usage.ru_stime))
  }

  /// The most memory that the process ever held, in millions of octets.
  static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1_024 / 1_000_000
  }

  static func - (a: Usage, b: Usage) -> Usage {
    Usage(user: a.user - b.user, system: a.system - b.system)
  }

  static func + (a: Usage, b: Usage) -> Usage {
    Usage(user: a.user + b.user, system: a.system + b.system)
  }

  var description: String {
    String(format: "%.2f s (%.2f user, %.2f system)", user + system, user, system)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
