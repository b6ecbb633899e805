import Benchmark
import BenchmarkSeries
import Detection

/// One iteration is one value of a series of a million.
let benchmarks: @Sendable () -> Void = {
  let finders: [(name: String, finder: any ChangePointFinder)] = [
    (PenalisedSegmentation.name, PenalisedSegmentation()),
    (CumulativeSumFinder.name, CumulativeSumFinder()),
  ]
  for (name, finder) in finders {
    for series in [BenchmarkSeries.steps, .uniform, .diurnal] {
      Benchmark(
        "Change points, \(name), \(series.rawValue)",
        configuration: .init(
          metrics: [.cpuTotal, .throughput, .peakMemoryResident], scalingFactor: .mega,
          maxDuration: .seconds(5))
      ) { benchmark in
        let values = series.values(benchmark.scaledIterations.count)
        benchmark.startMeasurement()
        blackHole(finder.changePoints(in: values))
      }
    }
  }
}
