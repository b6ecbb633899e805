import ArgumentParser
import Engine
import Timeline

/// What scans of ZMap were asked to do.
struct ScanOptions: ParsableArguments {
  @Option(help: "The targets of the scan, an address a line; one file for each of results.")
  var targets: [String] = []

  @Option(help: "ZMap's metadata file, which says when it sent; one for each file of targets.")
  var metadataFile: [String] = []

  @Option(help: "When the scan began to send (2019-11-16T08:00:00Z), without a metadata file.")
  var scanStart: String?

  @Option(help: "When the scan stopped to send.")
  var scanEnd: String?

  mutating func validate() throws {
    for (name, text) in [("--scan-start", scanStart), ("--scan-end", scanEnd)] {
      if let text, UnixTime(rfc3339: text) == nil {
        throw ValidationError("\(name) \(text): expected a time such as 2019-11-16T08:00:00Z")
      }
    }
    if targets.isEmpty, !metadataFile.isEmpty || scanStart != nil || scanEnd != nil {
      throw ValidationError("the time of a scan needs its --targets")
    }
    if !targets.isEmpty, metadataFile.isEmpty, scanStart == nil || scanEnd == nil {
      throw ValidationError("--targets needs --metadata-file, or --scan-start and --scan-end")
    }
  }

  /// The settings for the library.
  var settings: ScanSettings {
    var settings = ScanSettings()
    settings.targets = targets
    settings.metadata = metadataFile
    settings.start = scanStart.flatMap { UnixTime(rfc3339: $0) }
    settings.end = scanEnd.flatMap { UnixTime(rfc3339: $0) }
    return settings
  }
}
