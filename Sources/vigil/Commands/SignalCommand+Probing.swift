import ArgumentParser
import Engine
import Probing
import SignalFiles
import Timeline

extension SignalCommand {
  struct Probing: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Up /24 blocks per country, region and ASN from results of probes.",
      discussion: """
        Takes results as CSV or NDJSON (time,address,replied[,rtt][,prober]), ZMap's CSV, scamper's or \
        RIPE Atlas's JSON of any number of probers, and writes long CSV by rounds of 600 s. Vigil itself \
        never probes. Files that list replies only give a count of who answered: --replies.
        """)

    @Argument(help: "Results, folders or patterns; - for standard input.")
    var files: [String]

    @OptionGroup var probing: ProbingSourceOptions

    @OptionGroup(title: "Files that list replies only") var counting: ReplyCountOptions

    @Option(
      help: """
        A file from which the run goes on, and which it writes: for a job that takes new results every \
        few minutes. The last round then waits for results of the next.
        """)
    var state: String?

    @Option(
      help: """
        A file for each change of a block, a JSON record a line: the round at whose end it is reported, \
        and between which probes it happened, to which it is dated back.
        """)
    var changes: String?

    @Option(help: "The file to write, compressed when it ends in .gz; standard output without it.")
    var out: String?

    mutating func validate() throws {
      if counting.replies == (probing.list != nil) {
        throw ValidationError("name the blocks with --list, or count replies with --replies")
      }
      if counting.replies, changes != nil {
        throw ValidationError("--changes needs --list: replies alone give no state of a block")
      }
    }

    func run() throws {
      try Output.requireFile(out)
      try Output.requireFile(changes)
      try requireDistinct()
      if counting.replies { return try write(countedReplies()) }
      var settings = probing.settings
      settings.state = state
      settings.keepsChanges = changes != nil
      let source = try ProbingSource(files, settings: settings)
      let file = try changes.map { try PieceWriter($0, makingFolder: true) }
      let log = file.map { file in BlockChangeLog { try file.write($0) } }
      try source.signals { outcome in
        Output.progress("probes of \(outcome.start)")
        log?.take(outcome)
      } writing: { signals in
        Output.progress("")
        try log?.end()
        try write(signals)
        // The state is saved behind this: changes that are not in place come again.
        try file?.finish()
      }
    }

    private func requireDistinct() throws {
      try Output.requireDistinct(
        outputs: [("--state", state), ("--changes", changes), ("--out", out)],
        inputs: [
          ("an input", try ProbingSource.files(files)),
          ("--list", probing.list.map { [$0] } ?? []),
          ("--targets", probing.scan.targets), ("--metadata-file", probing.scan.metadataFile),
          ("--geo", probing.atlas.geo), ("--origins", probing.atlas.origins),
        ])
    }

    private func write(_ signals: SignalSet) throws {
      try Output.write(try SignalEncoder().encode(signals, as: .longCSV), to: out)
      for finding in signals.findings.findings { Output.note(Run.text(of: finding)) }
    }

    private func countedReplies() throws -> SignalSet {
      let inputs = try ProbingSource.files(files).map { ProbeInput(path: $0) }
      let (series, findings) = try ReplyCountReader.read(inputs, options: try counting.options())
      return SignalSet(series: series.map { [$0] } ?? [], findings: findings)
    }
  }
}
