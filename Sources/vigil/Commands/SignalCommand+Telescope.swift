import ArgumentParser
import Engine
import SignalFiles
import Timeline

extension SignalCommand {
  struct Telescope: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Unique sources per country, region and ASN from a telescope's packets.",
      discussion: """
        Takes pcap and pcapng files and flow records (FlowTuple v4 rows as CSV with a header, or NDJSON) of \
        one telescope, those of folders in the order of their names, or an interface until it is \
        interrupted, and writes long CSV by the minute. What each filter removes \
        'vigil telescope explain' shows. A minute without any packet has no value.
        """)

    @Argument(help: "Captures, flow records, folders or patterns; - for standard input.")
    var files: [String] = []

    @OptionGroup var live: LiveOptions

    @OptionGroup var telescope: TelescopeSourceOptions

    @Option(help: "The file to write, compressed when it ends in .gz; standard output without it.")
    var out: String?

    mutating func validate() throws {
      if files.isEmpty == (live.interface == nil) {
        throw ValidationError("name captures, or an interface with --interface")
      }
      guard live.interface != nil else { return }
      if telescope.settings.bin != 60 {
        throw ValidationError("--bin: an interface is counted by the minute")
      }
      if out?.hasSuffix(".gz") ?? false {
        throw ValidationError(
          "--out: minutes of an interface are written as they close, uncompressed")
      }
    }

    func run() throws {
      try Output.requireFile(out)
      try Output.requireDistinct(
        outputs: [("--out", out)],
        inputs: [("--geo", telescope.atlas.geo), ("--origins", telescope.atlas.origins)])
      if live.interface != nil {
        return try LiveTelescope(live, telescope.settings, out: out).run()
      }
      let source = try TelescopeSource(files, settings: telescope.settings)
      try Output.requireDistinct(
        outputs: [("--out", out)], inputs: [("an input", source.paths)])
      let signals = try source.signals()
      try Output.write(try SignalEncoder().encode(signals, as: .longCSV), to: out)
      for finding in signals.findings.findings { Output.note(Run.text(of: finding)) }
    }
  }
}
