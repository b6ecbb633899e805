import ArgumentParser
import Atlas
import Engine
import Net
import Reports
import Timeline

struct AtlasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atlas", abstract: "Says where addresses are, whose, and on whose word.",
    subcommands: [Lookup.self, Info.self])

  struct Lookup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Places addresses: country, region, origins, and the range it follows from.")

    @Argument(help: "Addresses, IPv4 or IPv6.")
    var addresses: [String]

    @OptionGroup var sources: AtlasSourceOptions

    @Option(help: "The form of the output.")
    var format = OutputFormat.table

    mutating func validate() throws {
      for text in addresses where IPAddress(text) == nil {
        throw ValidationError("\(text): expected an address such as 5.160.0.1 or 2a00::1")
      }
    }

    func run() throws {
      let atlas = try AtlasCommand.load(sources)
      let text = AddressText(atlas, format: format, style: Output.style)
      try Output.write(text.lookup(addresses.compactMap { IPAddress($0) }))
    }
  }

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the sources with their form, edition, date and hash.")

    @OptionGroup var sources: AtlasSourceOptions

    @Option(help: "The form of the output.")
    var format = OutputFormat.table

    func run() throws {
      let atlas = try AtlasCommand.load(sources)
      try Output.write(AddressText(atlas, format: format, style: Output.style).info())
    }
  }

  private static func load(_ sources: AtlasSourceOptions) throws -> AddressAtlas {
    let atlas = try AtlasLoader(sources.options).load()
    for finding in atlas.findings.findings { Output.note(Run.text(of: finding)) }
    for finding in sources.asOf.map({ atlas.ageFindings(dataTime: $0) }) ?? [] {
      Output.note(Run.text(of: finding))
    }
    return atlas
  }
}
