import ArgumentParser
import Atlas
import Engine
import Probing
import Reports
import Timeline

extension ProbingCommand {
  struct Dropouts: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Finds addresses of a small network that fell silent together, by the binomial test.",
      discussion: """
        For entities of too few addresses to have a level, such as a network of twenty probed ones. Of \
        the addresses that answered in a round and are asked again in the next, more fall silent than \
        chance explains. Results should ask the same addresses in every round.
        """)

    @Argument(help: "Results, folders or patterns, in any form; - for standard input.")
    var files: [String]

    @OptionGroup(title: "Scans of ZMap, which list who answered only") var scan: ScanOptions

    @Option(help: "The prober of rows that name none; each file's own name without it.")
    var prober: String?

    @Option(help: "How often chance may look like a common cause, for an entity and round.")
    var falseRate = 0.0001

    @Option(help: "Kinds of entities: country, region, asn, geoasn; repeatable; all without it.")
    var kind: [EntityKind] = []

    @Option(help: "The seconds by which results may come late within a file.")
    var settle = 60

    @OptionGroup var atlas: AtlasSourceOptions

    @Option(help: "How to print: table, markdown, csv, json, ndjson.")
    var format = OutputFormat.table

    mutating func validate() throws {
      guard falseRate >= 1e-12, falseRate <= 0.5 else {
        throw ValidationError("--false-rate: expected 1e-12 to 0.5")
      }
      try ProbingSourceOptions.require(kind)
    }

    func run() throws {
      let placing = atlas.placing(kind)
      let atlas = try placing.load()
      var feed = ProbeFeed(
        try scan.settings.inputs(try ProbingSource.files(files), prober: prober), settle: settle)
      var dropouts = AddressDropouts(BinomialTest(falseRate: falseRate))
      try feed.read(into: &dropouts)
      let found = dropouts.dropouts(places: atlas.places, origins: atlas.origins) {
        placing.kinds.contains($0.kind)
      }
      try Output.write(DropoutText.text(found, format: format))
      for finding in atlas.findings.findings + feed.findings.findings {
        Output.note(Run.text(of: finding))
      }
      if dropouts.strayTimes > 0 {
        Output.note("\(dropouts.strayTimes) results before 1970 or after 2106, left out")
      }
      Output.note(
        "\(dropouts.comparisons) times an address that answered was asked again in the next round, in "
          + "\(dropouts.tests) entities and rounds that could be judged")
    }
  }
}
