import ArgumentParser
import Engine
import Foundation
import Probing
import Timeline

extension ProbingCommand {
  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Derives a list of blocks from past results of probes.",
      discussion: """
        For each /24 the addresses that ever answered, the share of first probes of a round that are \
        answered while the block is up, and the same by hour of day where enough is known. Outages do \
        not lower it.
        """)

    @Argument(help: "Results, folders or patterns, in any form; - for standard input.")
    var files: [String]

    @OptionGroup(title: "Scans of ZMap, which list who answered only") var scan: ScanOptions

    @Option(help: "The prober of rows that name none; each file's own name without it.")
    var prober: String?

    @Option(help: "The least addresses of a block that ever answered.")
    var leastHosts = 15

    @Option(help: "The least availability of a block.")
    var leastAvailability = 0.1

    @Option(help: "The seconds by which results may come late within a file.")
    var settle = 60

    @Option(
      help: "The file to write: CSV, or a cache when it ends in .cache; standard output without it."
    )
    var out: String?

    mutating func validate() throws {
      if !(1...256).contains(leastHosts) {
        throw ValidationError("--least-hosts: expected 1 to 256")
      }
      if !(0...1).contains(leastAvailability) {
        throw ValidationError("--least-availability: expected 0 to 1")
      }
      if !(0...86_400).contains(settle) { throw ValidationError("--settle: expected 0 to 86400") }
    }

    func run() throws {
      try Output.requireFile(out)
      let paths = try ProbingSource.files(files)
      try Output.requireDistinct(
        outputs: [("--out", out)],
        inputs: [
          ("an input", paths), ("--targets", scan.targets), ("--metadata-file", scan.metadataFile),
        ])
      var feed = ProbeFeed(try scan.settings.inputs(paths, prober: prober), settle: settle)
      var history = ProbeHistory()
      try feed.read(into: &history)
      let (list, excluded) = history.list(
        rule: BlockListRule(leastHosts: leastHosts, leastAvailability: leastAvailability))
      for finding in feed.findings.findings { Output.note(Run.text(of: finding)) }
      if history.strayTimes > 0 {
        Output.note(
          "\(history.strayTimes) results are more than a day from both neighbours: left out")
      }
      let isCache = out?.hasSuffix(".cache") ?? false
      try Output.write(isCache ? BlockListWriter.cache(list) : BlockListWriter.csv(list), to: out)
      Output.note(
        "\(list.count) blocks; \(excluded) left out with fewer than \(leastHosts) addresses or an "
          + "availability below \(leastAvailability)")
    }
  }
}
