import BenchmarkSeries
import Detection
import Foundation

/// One side of `Benchmarks/compare`: the sliding median of a file of doubles.
///
///     compare-median write FOLDER COUNT     writes each generated series as raw doubles
///     compare-median time FILE WINDOW       prints CPU nanoseconds a point and a checksum
@main
enum CompareMedian {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("write", 3): try write(to: arguments[2], count: Int(arguments[3]) ?? 0)
    case ("time", 3): try time(arguments[2], window: Int(arguments[3]) ?? 1)
    default:
      FileHandle.standardError.write(
        Data("usage: compare-median write FOLDER COUNT | time FILE WINDOW\n".utf8))
      exit(2)
    }
  }

  static func write(to folder: String, count: Int) throws {
    for series in BenchmarkSeries.allCases {
      let bytes = series.values(count).withUnsafeBytes { Data($0) }
      try bytes.write(to: URL(fileURLWithPath: folder + "/\(series.rawValue).f64"))
    }
  }

  static func time(_ path: String, window: Int) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let values = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    let start = processorSeconds()
    let checksum = sumOfMedians(values, window: window)
    let nanoseconds = (processorSeconds() - start) * 1e9 / Double(values.count)
    print(String(format: "%.2f %.17g", nanoseconds, checksum))
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
