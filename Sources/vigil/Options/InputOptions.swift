public import ArgumentParser
import Engine
public import SignalFiles
import Timeline

/// What to read, and what the files themselves do not say.
struct InputOptions: ParsableArguments {
  @Argument(help: "Signal files or folders; - for standard input. Gzip is undone.")
  var files: [String] = []

  @Option(
    help: """
      A TOML file whose [[source]] tables name more input: signals, archives of routes, captures, \
      results of probes; repeatable.
      """)
  var config: [String] = []

  @Option(help: "The country of the input (IR or IRN): ASN 0 of a chart CSV, parent of its ASNs.")
  var country: String?

  @Option(help: "The datasource of a plain time,value file (bgp, ping-slash24, ...).")
  var datasource: String?

  @Option(help: "The entity of a file that does not name it (country/IR, asn/44244, ...).")
  var entity: String?

  @Option(
    name: .customLong("entities"), help: "A table entity,name,parent,weight,kind; repeatable.")
  var entityTables: [String] = []

  @Option(
    help: "The zone of times that do not state one (Z, +03:30); UTC with a finding without it.")
  var zone: String?

  @Option(help: "The form of the input, when its content must not decide.")
  var inputFormat: SignalFormat?

  @Flag(help: "Stop at damage instead of stepping over it and counting it.")
  var strict = false

  mutating func validate() throws {
    if let country, Entity(kind: .country, code: country) == nil {
      throw ValidationError("--country \(country): expected an ISO 3166-1 code such as IR or IRN")
    }
    if let entity, Entity(entity) == nil {
      throw ValidationError(
        "--entity \(entity): expected kind/code such as country/IR or asn/44244")
    }
    if let zone, UnixTime.zoneOffset(zone) == nil {
      throw ValidationError("--zone \(zone): expected Z or an offset such as +03:30")
    }
    if files.isEmpty, config.isEmpty {
      throw ValidationError("Missing expected argument '<files> ...', or --config FILE")
    }
  }

  /// The country that was named.
  var countryEntity: Entity? { country.flatMap { Entity(kind: .country, code: $0) } }

  var reading: SignalReadingOptions {
    SignalReadingOptions(
      country: countryEntity, datasource: datasource.map { Datasource($0) },
      entity: entity.flatMap { Entity($0) } ?? countryEntity, format: inputFormat,
      zoneOffset: zone.flatMap { UnixTime.zoneOffset($0) }, strict: strict)
  }

  /// Reads everything.
  func load() throws -> LoadedInput {
    let loader = InputLoader(reading)
    guard !config.isEmpty else { return try loader.load(files, entityTables: entityTables) }
    let configured = try config.map { path in
      try loader.load(configuration: path) { Output.progress($0) }
    }
    if files.isEmpty, entityTables.isEmpty { return InputLoader.joining(configured) }
    // What is named on the command line comes last, so that its names and countries count.
    return InputLoader.joining(
      configured + [try loader.load(files, entityTables: entityTables)])
  }
}

extension SignalFormat: ExpressibleByArgument {}
