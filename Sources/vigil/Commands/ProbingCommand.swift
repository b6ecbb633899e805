import ArgumentParser

struct ProbingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probing",
    abstract: "Lists and histories of probed /24 blocks, and what to ask next; Vigil never probes.",
    subcommands: [History.self, Block.self, Dropouts.self, Targets.self])
}
