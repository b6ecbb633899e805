import Inflate
import Net
import Probing
import Timeline

/// The probes of a world's blocks by one prober, and what came back.
///
/// In each round the prober asks an address of each block, the next of its sixteen in turn; it goes on,
/// three seconds apart, until the rule of blocks has found what is so. Of each block
/// fourteen to sixteen addresses answer, always the same, while it is up.
public struct ProbeArchive: Sendable {
  /// What the world says of its probes.
  public let scheme: ProbeScheme

  private let world: ScenarioWorld
  private let plan: ProbePlan
  private let built: UnixTime

  /// The last octets of the addresses that are probed in each block.
  private static let hosts: [UInt8] = (0..<16).map { UInt8(1 + $0 * 15) }

  /// Lays out the blocks of a world; nothing for one without a scheme of probes and of routes.
  public init?(of world: ScenarioWorld) {
    guard let scheme = world.probes, let routes = world.archive else { return nil }
    self.world = world
    self.scheme = scheme
    built = routes.placesBuilt
    plan = ProbePlan(
      of: world, scheme: scheme, addresses: RoutePlan(of: world, scheme: routes).addresses)
  }

  /// The folder of the files.
  public static let folder = "probes"
  /// The name of the configuration that reads them, beside the folder.
  public static let configurationName = "probes.toml"

  /// The files, in order of their paths. Equal worlds give equal files; throws only what compression
  /// throws. O(probes).
  public func files() throws -> [ScenarioFiles.File] {
    let texts: [(String, [UInt8])] = [
      ("blocks.csv.gz", try Gzip.compress(blocks)),
      ("origins.pfx2as", Array(addresses.originsText.utf8)),
      ("places.csv", Array(addresses.placesText(built: built).utf8)),
      ("results.csv.gz", try Gzip.compress(results)),
    ]
    return texts.map { ScenarioFiles.File(path: "\(ProbeArchive.folder)/\($0)", bytes: $1) }
      + [ScenarioFiles.File(path: ProbeArchive.configurationName, bytes: Array(configuration.utf8))]
  }

  /// The configuration with which the probes are read, its paths relative to it.
  public var configuration: String {
    """
    # Reconstructed, not measured: \(world.name), seed \(world.seed)
    [[source]]
    kind = "probes"
    notice = "\(world.notice)"
    path = ["\(ProbeArchive.folder)/results.csv.gz"]
    list = "\(ProbeArchive.folder)/blocks.csv.gz"
    geo = ["\(ProbeArchive.folder)/places.csv"]
    origins = ["\(ProbeArchive.folder)/origins.pfx2as"]
    kinds = ["country", "asn"]
    measures = ["up"]

    """
  }

  private var addresses: AddressPlan { AddressPlan(holdings: plan.holdings) }

  /// The list of blocks: `prefix,ever_responsive,availability,hosts`.
  public var blocks: [UInt8] {
    var digits = [UInt8](repeating: 0, count: 64)
    for host in ProbeArchive.hosts { digits[Int(host) / 4] |= 8 >> (host % 4) }
    let hosts = digits.map { String($0, radix: 16) }.joined()
    var text = "prefix,ever_responsive,availability,hosts\n"
    for block in plan.pools.flatMap(\.blocks).sorted() {
      let share = Self.availability(block)
      text += "\(IPAddress(ipv4: block << 8))/24,\(Self.hosts.count),\(share),\(hosts)\n"
    }
    return Array(text.utf8)
  }

  private static func availability(_ block: UInt32) -> Double {
    Double(hosts.count - silent(block)) / Double(hosts.count)
  }

  /// The addresses of a block that never answer: 0 to 2 of the sixteen.
  private static func silent(_ block: UInt32) -> Int {
    // Half of the blocks have none, a quarter each one or two.
    let draw = (block &* 2_654_435_761) >> 24 & 3
    return draw < 2 ? 0 : Int(draw) - 1
  }

  /// Whether an address of a block that is up answers.
  private static func answers(_ block: UInt32, _ host: Int) -> Bool {
    (host + Int(block &* 7 % 16)) % 16 >= silent(block)
  }

  /// The results of all probes in order of time: `time,address,replied`.
  public var results: [UInt8] {
    var text = Array("time,address,replied\n".utf8)
    let blocks = plan.pools.indices.flatMap { pool in
      plan.pools[pool].blocks.indices.map { (pool, $0, plan.pools[pool].blocks[$0]) }
    }.sorted { $0.2 < $1.2 }
    let names = blocks.map { "\($0.2 >> 16).\($0.2 >> 8 & 255).\($0.2 & 255)." }
    var prober = AdvisedProber(
      BlockList(
        blocks.map {
          ProbedBlock(
            block: Slash24(rawValue: $0.2), hosts: HostSet(), hostCount: ProbeArchive.hosts.count,
            availability: ProbeArchive.availability($0.2))
        }))
    for (round, start) in plan.rounds.enumerated() {
      prober.begin(start)
      var seconds = [[UInt8]](repeating: [], count: ProbeScheme.step)
      for (index, (pool, place, block)) in blocks.enumerated() {
        let isUp = place < plan.pools[pool].counts[round]
        let first = 2 + index * 550 / blocks.count
        prober.probe(index, isUp: isUp, at: start + first) { turn in
          let host = (round + turn) % ProbeArchive.hosts.count
          let isReply = isUp && ProbeArchive.answers(block, host)
          let second = first + turn * AdvisedProber.spacing
          seconds[second] += "\(start.seconds + Int64(second)),\(names[index])".utf8
          seconds[second] += "\(ProbeArchive.hosts[host]),\(isReply ? 1 : 0)\n".utf8
          return isReply
        }
      }
      for rows in seconds { text += rows }
    }
    return text
  }
}
