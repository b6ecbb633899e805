import ArgumentParser
import Engine
import Probing
import Timeline

extension ProbingCommand {
  struct Block: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints the changes of a block with the probes behind each.",
      discussion: """
        A line a change: the round, the state before and after, and between which probes it happened; \
        below it the probes of that round. --all prints every round that has probes.
        """)

    @Argument(help: "The block (5.160.0.0/24).")
    var block: String

    @Argument(help: "Results, folders or patterns, in any form; - for standard input.")
    var files: [String]

    @OptionGroup var probing: ProbingSourceOptions

    @Flag(help: "Print all rounds with probes, not those alone in which the state changed.")
    var all = false

    mutating func validate() throws {
      if Slash24(block) == nil {
        throw ValidationError("\(block): expected a block such as 5.160.0.0/24")
      }
      if probing.list == nil { throw ValidationError("name the blocks with --list") }
    }

    func run() throws {
      guard let block = Slash24(block) else { return }
      var history = try ProbedBlockText(
        block, files: ProbingSource.files(files), settings: probing.settings, isAll: all)
      try Output.write(try history.read())
      for finding in history.findings.findings { Output.note(Run.text(of: finding)) }
    }
  }
}
