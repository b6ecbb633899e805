import ArgumentParser
import Detection
import Engine

struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles", abstract: "Lists and prints the sets of rules.",
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists profiles and detectors.")

    func run() throws {
      for profile in Profile.builtIn {
        try Output.write("\(profile.name): \(profile.summary)\n")
      }
      for detector in DetectorRegistry.all {
        try Output.write(
          "detector \(detector.descriptor.name): \(detector.descriptor.summary)\n")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints a profile in full as TOML, which --profile FILE takes.")

    @Argument(help: "A profile's name, or a TOML file.")
    var name = "vigil"

    @Option(name: .customLong("set"), help: "One setting on top; repeatable.")
    var settings: [String] = []

    func run() throws {
      let profile = try JudgingOptions.profile(named: name, settings: settings)
      try Output.write(ProfileText.text(of: profile))
    }
  }
}
