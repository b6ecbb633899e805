import ArgumentParser
import Engine
import Foundation
import Routing
import SignalFiles
import Timeline

struct SignalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signal", abstract: "Computes signals from what was measured.",
    subcommands: [BGP.self, Telescope.self, Probing.self])

  struct BGP: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Visible /24s per country, region and ASN from routing tables and updates.",
      discussion: """
        Takes RIBs and update files of any number of RIS and RouteViews collectors, in any order, and \
        writes long CSV: a bin that cannot be judged has no value and says why in 'quality'. \
        --peers FILE receives visible prefixes and full-feed peers, bin by bin.
        """)

    @Argument(help: "MRT files, folders of an archive, or patterns.")
    var files: [String]

    @OptionGroup var routing: RoutingOptions

    @Option(help: "The file to write, compressed when it ends in .gz; standard output without it.")
    var out: String?

    @Option(help: "The file for visible prefixes and full-feed peers, bin by bin, as CSV.")
    var peers: String?

    @Option(help: "A file that an interrupted run, or one with newer files, goes on from.")
    var checkpoint: String?

    func run() throws {
      try Output.requireFile(out)
      try Output.requireFile(peers)
      try Output.requireDistinct(
        outputs: [("--checkpoint", checkpoint), ("--peers", peers), ("--out", out)],
        inputs: [("an input", try archiveFiles()), ("--geo", routing.geo)])
      var source = try RoutingSource(
        files, settings: routing.settings, checkpoint: checkpoint)
      var shown = Int64(0)
      let signals = try source.signals { bin in
        if bin.start.seconds - shown >= 3_600 {
          shown = bin.start.seconds
          Output.progress("routes of \(bin.start)")
        }
      }
      Output.progress("")
      let bytes = try SignalEncoder().encode(signals, as: .longCSV)
      try Output.write(bytes, to: out)
      if let peers { try Output.write(source.peers.bytes, to: peers) }
      for finding in signals.findings.findings { Output.note(Run.text(of: finding)) }
    }

    /// The files that are read: those of a folder that do not bear a name of an archive are not, and an
    /// earlier output may stand there.
    private func archiveFiles() throws -> [String] {
      try files.flatMap { path -> [String] in
        let found = try PathPattern.files(path)
        return found.filter { found.count == 1 || ArchiveFile(path: $0).kind != nil }
      }
    }
  }
}
