import Foundation
import Scenario
import Timeline

/// Writes the MRT files that are measured: always the same, never committed.
///
///     swift run -c release --package-path Benchmarks make-mrt-inputs table FILE
///     swift run -c release --package-path Benchmarks make-mrt-inputs updates FILE
///     swift run -c release --package-path Benchmarks make-mrt-inputs internet FOLDER [SCALE] [gzip]
///
/// `table` is a dump of 36.8 million entries, `updates` fifteen minutes of a million messages about
/// its prefixes, both plain; with `pfx2as.txt` and `ranges.csv` beside the table. `internet` is a
/// mirror of ten collectors with a day of 50 million updates, or a part of it.
@main
struct MakeMRTInputs {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let kind = arguments.first, let path = arguments.dropFirst().first else { return usage() }
    let start = clock()
    var counts: SyntheticInternet.Counts
    switch kind {
    case "table":
      let internet = SyntheticInternet(.oneCollector)
      let output = try OutputFile(path)
      counts = try internet.writeTable(of: 0) { try output.write($0) }
      let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
      try internet.writeAddressTables(to: folder.isEmpty ? "." : folder)
    case "updates":
      let internet = SyntheticInternet(.oneCollector)
      let output = try OutputFile(path)
      let (from, length) = (internet.shape.from, internet.shape.duration)
      counts = try internet.writeUpdates(of: 0, from: from, until: from + length) {
        try output.write($0)
      }
    case "internet":
      let scale = arguments.dropFirst(2).compactMap { Double($0) }.first ?? 1
      let internet = SyntheticInternet(.tenCollectors(scale: scale))
      counts = try internet.write(to: path, isCompressed: arguments.contains("gzip"))
    default: return usage()
    }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    print("octets \(counts.octets), records \(counts.records), entries \(counts.entries)")
    print("announced \(counts.announced), withdrawn \(counts.withdrawn)")
    print("cpu \(String(format: "%.1f", seconds)) s")
  }

  private static func usage() {
    print("make-mrt-inputs table FILE | updates FILE | internet FOLDER [SCALE] [gzip]")
    exit(2)
  }
}
