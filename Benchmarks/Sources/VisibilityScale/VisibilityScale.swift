import Foundation
import Net
import Routing
import Timeline

/// Measures visibility on archives: CPU, memory, and what each bin costs.
///
///     swift run -c release --package-path Benchmarks visibility-scale [--full-feed N]
///         [--bin SECONDS] FILE|FOLDER…
///
/// Every /16 of IPv4 and every /32 of IPv6 lies in one of 200 countries. Peak RssAnon is sampled every
/// 10 ms from /proc/self/status, so mapped input does not count.
@main
struct VisibilityScale {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var options = VisibilityOptions()
    options.minimumPeers = 1
    if let place = arguments.firstIndex(of: "--full-feed"), place + 1 < arguments.count {
      if let count = Int(arguments[place + 1]) { options.fullFeed = .prefixes(count) }
      arguments.removeSubrange(place...place + 1)
    }
    if let place = arguments.firstIndex(of: "--bin"), place + 1 < arguments.count {
      if let seconds = Int(arguments[place + 1]) { options.bin = seconds }
      arguments.removeSubrange(place...place + 1)
    }
    guard !arguments.isEmpty else {
      print("visibility-scale [--full-feed N] [--bin SECONDS] FILE|FOLDER…")
      exit(2)
    }
    let files = arguments.flatMap(paths).map { ArchiveFile(path: $0) }
    let sampler = PeakMemory()
    sampler.start()
    var before = clock()
    let start = before
    var replay = try ArchiveReplay(files: files, options: options, places: BlockPlaces())
    while let bin = try replay.next() {
      let now = clock()
      let text = [
        bin.start.description, "cpu \(milliseconds(now - before)) ms",
        "ipv4 \(bin.ipv4.visiblePrefixes) visible, \(bin.ipv4.peerASNs) peers, "
          + "\(bin.ipv4.changes.count) entities changed",
        "ipv6 \(bin.ipv6.visiblePrefixes) visible, \(bin.ipv6.peerASNs) peers",
        bin.ipv4.refusal == nil ? "judged" : "not judged",
      ]
      print(text.joined(separator: "; "))
      before = now
    }
    for finding in replay.findings.findings {
      print("\(finding.kind) \(finding.count): \(finding.detail)")
    }
    print("cpu \(milliseconds(clock() - start)) ms, peak RssAnon \(sampler.stop()) kB")
  }

  private static func milliseconds(_ ticks: clock_t) -> Int {
    Int(Double(ticks) * 1_000 / Double(CLOCKS_PER_SEC))
  }

  /// The file, or all files below a folder that bear the name of a table or of updates.
  private static func paths(_ path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return [path] }
    guard let walk = FileManager.default.enumerator(atPath: path) else { return [] }
    return walk.compactMap { $0 as? String }.map { "\(path)/\($0)" }.filter {
      [.table, .updates].contains(ArchiveFile(path: $0).kind)
    }.sorted()
  }
}
