public import ArgumentParser
import Inflate
public import MRT
import Net
import Timeline

struct MRTCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mrt", abstract: "Prints what MRT files say about routes.",
    discussion: """
      Table entries (B), announcements (A), withdrawals (W) and session changes (STATE), one a line: \
      psv as bgpdump -m prints them, ndjson with every field by name and null for what is absent. \
      Gzip, bzip2 and zstd are undone. What is damaged is passed over and counted on standard error.
      """)

  @Argument(help: "MRT files; - for standard input.")
  var files: [String]

  @Option(help: "How to print: psv or ndjson.")
  var format = ElementForm.psv

  @Flag(help: "Add the field of large communities to psv, as bgpdump -m -l does.")
  var large = false

  @Flag(help: "Print counts of records, elements and peers instead of elements.")
  var stats = false

  @OptionGroup var selection: ElementOptions

  mutating func validate() throws {
    if files.isEmpty { throw ValidationError("name at least one MRT file") }
    if large, stats || format != .psv {
      throw ValidationError("--large adds a field to psv; leave it out")
    }
  }

  func run() throws {
    var failed = false
    for path in files {
      do {
        let feed = try ByteFeed(path: path)
        var reader = ElementReader()
        if stats {
          var statistics = MRTStatistics(filter: selection.filter)
          try reader.read(feed, into: &statistics) { _ in }
          try Output.write(statistics.text(name: path))
        } else {
          var printer = ElementPrinter(
            format, hasLargeCommunities: large, filter: selection.filter)
          try reader.read(feed, into: &printer) {
            try Output.write($0.text)
            $0.removeText()
          }
        }
        let findings =
          feed.damage.map { $0.finding(source: path) } + reader.damage.findings(source: path)
        for finding in findings { Output.note(Run.text(of: finding)) }
      } catch let error as InflateError {
        failed = true
        Output.note("error: \(error)")
      }
    }
    if failed { throw ExitStatus.failed }
  }
}

extension ElementForm: ExpressibleByArgument {}
