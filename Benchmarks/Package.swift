// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building Vigil does not build the benchmark tool.
//
//   swift package --package-path Benchmarks --disable-sandbox benchmark --no-progress
//
// To add a benchmark of another part: a folder in `Benchmarks/`, and a line below.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A benchmark that measures the given products of Vigil.
func benchmark(_ name: String, _ products: String...) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "BenchmarkSeries", .product(name: "Benchmark", package: "benchmark"),
    ] + products.map { .product(name: $0, package: "vigil") },
    path: "Benchmarks/\(name)", swiftSettings: strict,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "vigil-benchmarks",
  platforms: [.macOS(.v13)],
  products: [
    .executable(name: "atlas-speed", targets: ["AtlasSpeed"]),
    .executable(name: "compare-peers", targets: ["ComparePeers"]),
    .executable(name: "detect-scale", targets: ["DetectScale"]),
    .executable(name: "mrt-speed", targets: ["MRTSpeed"]),
    .executable(name: "make-mrt-inputs", targets: ["MakeMRTInputs"]),
    .executable(name: "make-pcap-inputs", targets: ["MakePcapInputs"]),
    .executable(name: "inflate-speed", targets: ["InflateSpeed"]),
    .executable(name: "probing-speed", targets: ["ProbingSpeed"]),
    .executable(name: "reader-speed", targets: ["ReaderSpeed"]),
    .executable(name: "telescope-speed", targets: ["TelescopeSpeed"]),
    .executable(name: "visibility-scale", targets: ["VisibilityScale"]),
  ],
  dependencies: [
    // The name, because the identity of a package at a path is that of its folder, and a clone
    // may have any.
    .package(name: "vigil", path: "../"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "BenchmarkSeries", swiftSettings: strict),
    .executableTarget(
      name: "AtlasSpeed",
      dependencies: [
        .product(name: "Atlas", package: "vigil"),
        .product(name: "CMaxMindDB", package: "vigil"),
        .product(name: "Inflate", package: "vigil"),
        .product(name: "Net", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "ComparePeers",
      dependencies: ["BenchmarkSeries", .product(name: "Detection", package: "vigil")],
      swiftSettings: strict),
    .executableTarget(
      name: "DetectScale",
      dependencies: [
        .product(name: "Detection", package: "vigil"), .product(name: "Engine", package: "vigil"),
        .product(name: "Timeline", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "MRTSpeed",
      dependencies: [
        .product(name: "Inflate", package: "vigil"), .product(name: "MRT", package: "vigil"),
        .product(name: "Net", package: "vigil"),
        .product(name: "Wire", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "MakeMRTInputs",
      dependencies: [
        .product(name: "Scenario", package: "vigil"), .product(name: "Timeline", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "MakePcapInputs",
      dependencies: [
        .product(name: "Scenario", package: "vigil"), .product(name: "Timeline", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "InflateSpeed",
      dependencies: [.product(name: "Inflate", package: "vigil")],
      swiftSettings: strict),
    .executableTarget(
      name: "ProbingSpeed",
      dependencies: [
        .product(name: "Probing", package: "vigil"),
        .product(name: "Timeline", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "ReaderSpeed",
      dependencies: [
        .product(name: "Inflate", package: "vigil"),
        .product(name: "SignalFiles", package: "vigil"),
        .product(name: "Timeline", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "TelescopeSpeed",
      dependencies: [
        .product(name: "Atlas", package: "vigil"),
        .product(name: "Capture", package: "vigil"),
        .product(name: "Inflate", package: "vigil"),
        .product(name: "Telescope", package: "vigil"),
        .product(name: "Timeline", package: "vigil"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "VisibilityScale",
      dependencies: [
        .product(name: "Net", package: "vigil"), .product(name: "Routing", package: "vigil"),
        .product(name: "Timeline", package: "vigil"),
      ],
      swiftSettings: strict),
    benchmark("SlidingMedianBenchmarks", "Detection"),
    benchmark("ChangePointBenchmarks", "Detection"),
  ]
)
