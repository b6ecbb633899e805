import Detection
import Engine
import Foundation
import Timeline

/// Detects outages in 20,000 entities of three datasources over 14 days, generated in the process.
///
///     swift run -c release --package-path Benchmarks detect-scale [ENTITIES] [DAYS]
///
/// Takes a day at a time, as a watch would, with source health on; prints CPU seconds with and
/// without the generation of the series, the peak of resident memory, and both per point.
@main
struct DetectScale {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let entities = arguments.first ?? 20_000
    let days = arguments.dropFirst().first ?? 14
    let world = SyntheticWorld(entities: entities)
    var state = try WatchState(profile: .vigil, sourceHealth: true)
    var points = 0
    var changes = 0
    var generation = 0.0
    let start = cpuSeconds()
    for day in 0..<days {
      let before = cpuSeconds()
      let set = world.day(day)
      generation += cpuSeconds() - before
      points += set.series.reduce(0) { $0 + $1.count }
      changes += state.take(set, settle: 0).transitions.count
    }
    let total = cpuSeconds() - start
    let detection = total - generation
    print("entities \(entities), datasources 3, days \(days), points \(points)")
    print("changes \(changes), open events \(state.openEvents.count)")
    print("cpu \(text(detection)) s detection, \(text(generation)) s generation")
    print("per point \(text(detection / Double(points) * 1e9)) ns")
    print("peak memory \(peakKibibytes() / 1_024) MiB")
  }

  private static func text(_ number: Double) -> String { String(format: "%.2f", number) }

  private static func cpuSeconds() -> Double {
    Double(clock()) / Double(CLOCKS_PER_SEC)
  }

  /// The high-water mark of resident memory, from the kernel's account of this process.
  private static func peakKibibytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0
  }
}
