import ArgumentParser

/// The command line of Vigil.
@main
struct Vigil: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vigil", abstract: "Internet outage detection.", version: "0.1.0")
}
