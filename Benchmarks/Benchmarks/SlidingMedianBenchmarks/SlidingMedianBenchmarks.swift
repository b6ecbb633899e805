import Benchmark
import BenchmarkSeries
import Detection

/// A week of five-minute bins; one iteration is one more value.
let window = 2_016

let benchmarks: @Sendable () -> Void = {
  for series in BenchmarkSeries.allCases {
    Benchmark(
      "Sliding median, a week of 300 s, \(series.rawValue)",
      configuration: .init(
        metrics: [.cpuTotal, .throughput, .peakMemoryResident], scalingFactor: .mega,
        maxDuration: .seconds(5))
    ) { benchmark in
      let values = series.values(benchmark.scaledIterations.count + window)
      var median = SlidingMedian(rebuilding: values.prefix(window))
      benchmark.startMeasurement()
      for iteration in benchmark.scaledIterations {
        median.replace(values[iteration], with: values[iteration + window])
        blackHole(median.lowerMedian)
      }
    }
  }
}
