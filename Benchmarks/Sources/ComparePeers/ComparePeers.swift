import BenchmarkSeries
import Detection
import Foundation

/// One side of `Benchmarks/compare`; the other is in `peers/`.
///
///     compare-peers write FOLDER COUNT           writes each generated series as raw doubles
///     compare-peers median FILE WINDOW           the sliding median of such a file
///     compare-peers segmentation FILE PENALTY    its change points by functional pruning
///
/// The last two print CPU nanoseconds a point, and the sum of the medians or how many change
/// points there are.
@main
enum ComparePeers {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("write", 3): try write(to: arguments[2], count: Int(arguments[3]) ?? 0)
    case ("median", 3):
      let window = Int(arguments[3]) ?? 1
      try time(arguments[2]) { sumOfMedians($0, window: window) }
    case ("segmentation", 3):
      let finder = PenalisedSegmentation(penalty: Double(arguments[3]) ?? 1)
      try time(arguments[2]) { Double(finder.changePoints(in: $0).count) }
    default:
      let usage = """
        usage: compare-peers write FOLDER COUNT | median FILE WINDOW | segmentation FILE PENALTY

        """
      FileHandle.standardError.write(Data(usage.utf8))
      exit(2)
    }
  }

  static func write(to folder: String, count: Int) throws {
    for series in BenchmarkSeries.allCases {
      let bytes = series.values(count).withUnsafeBytes { Data($0) }
      try bytes.write(to: URL(fileURLWithPath: folder + "/\(series.rawValue).f64"))
    }
  }

  static func time(_ path: String, _ work: ([Double]) -> Double) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let values = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    let start = processorSeconds()
    let result = work(values)
    let nanoseconds = (processorSeconds() - start) * 1e9 / Double(values.count)
    print(String(format: "%.2f %.17g", nanoseconds, result))
  }

  /// What the peer computes, summed: the median of each value and those before it in the window.
  @inline(never)
  static func sumOfMedians(_ values: [Double], window: Int) -> Double {
    var median = SlidingMedian(expectedCount: window)
    var sum = 0.0
    for index in values.indices {
      if index < window {
        median.insert(values[index])
      } else {
        median.replace(values[index - window], with: values[index])
      }
      sum += median.lowerMedian
    }
    return sum
  }

  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
