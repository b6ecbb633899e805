import Foundation
import Inflate
import MRT
import Wire

/// Walks MRT files, or reads their routes, in mapped memory; prints CPU seconds and rates.
///
///     swift run -c release --package-path Benchmarks mrt-speed walk|routes|both|feed FILE...
///
/// `feed` reads a file as it is, decompressing on the way, once, and prints wall and CPU seconds.
/// The walk follows record headers, the entries of tables and the attributes and prefixes of updates,
/// and adds up what it passes: the least that any reader must do.
@main
struct MRTSpeed {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let job = arguments.first, arguments.count > 1 else {
      print("usage: mrt-speed walk|routes|both|feed FILE...")
      exit(2)
    }
    for path in arguments.dropFirst() {
      if job == "feed" {
        try feed(path)
        continue
      }
      let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
      unsafe data.withUnsafeBytes { buffer in
        let bytes = unsafe RawSpan(_unsafeBytes: buffer)
        if job != "routes" { report(path, "walk", bytes.byteCount) { walk(bytes) } }
        if job != "walk" { report(path, "routes", bytes.byteCount) { routes(bytes) } }
      }
    }
  }

  /// Runs a job seven times and prints its best CPU time.
  private static func report(
    _ path: String, _ job: String, _ size: Int, _ body: () -> (elements: Int, checksum: UInt64)
  ) {
    var best = Double.infinity
    var result = (elements: 0, checksum: UInt64(0))
    for _ in 0..<7 {
      let start = clock()
      result = body()
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    let rate = String(format: "%.2f", Double(size) / best / 1e9)
    let elements = String(format: "%.1f", Double(result.elements) / best / 1e6)
    let seconds = String(format: "%.3f", best)
    print(
      "\(job) \(path): \(size) bytes, \(result.elements) elements, \(seconds) s, \(rate) GB/s, "
        + "\(elements) M elements/s, checksum \(result.checksum)")
  }

  /// Reads a file through a feed and prints what a user waits for.
  private static func feed(_ path: String) throws {
    let wall = ContinuousClock.now
    let start = clock()
    var reader = RouteReader()
    var sink = CountingSink()
    let feed = try ByteFeed(path: path)
    try reader.readAll(feed, into: &sink)
    let elapsed = ContinuousClock.now - wall
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let text = String(
      format: "%.3f s wall, %.3f s CPU", seconds, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    print("feed \(path): \(feed.offset) bytes, \(sink.elements) elements, \(text)")
  }

  private static func walk(_ bytes: RawSpan) -> (elements: Int, checksum: UInt64) {
    var walker = RecordWalk()
    walker.walk(bytes)
    return (walker.elements, walker.checksum)
  }

  private static func routes(_ bytes: RawSpan) -> (elements: Int, checksum: UInt64) {
    var reader = RouteReader()
    var sink = CountingSink()
    _ = reader.read(bytes, isComplete: true, into: &sink)
    return (sink.elements, sink.checksum)
  }
}
