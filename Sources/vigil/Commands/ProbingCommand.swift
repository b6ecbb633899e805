import ArgumentParser

struct ProbingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probing", abstract: "Plans the probes of /24 blocks; Vigil itself never probes.",
    subcommands: [Targets.self])
}
