// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: Swift 6 mode, explicit existentials, no leaking imports, no warnings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// Settings of the core, which also marks every unsafe expression. `Wire` declares a type that may
/// not outlive the bytes it reads, which the feature is for.
let core: [SwiftSetting] =
  strict + [.strictMemorySafety(), .enableExperimentalFeature("Lifetimes")]

let package = Package(
  name: "vigil",
  products: [
    .executable(name: "vigil", targets: ["vigil"]),
    .library(name: "Wire", targets: ["Wire"]),
    .library(name: "Net", targets: ["Net"]),
    .library(name: "Timeline", targets: ["Timeline"]),
    .library(name: "Inflate", targets: ["Inflate"]),
    .library(name: "MRT", targets: ["MRT"]),
    .library(name: "Atlas", targets: ["Atlas"]),
    // For the benchmark that measures libmaxminddb beside Vigil's table.
    .library(name: "CMaxMindDB", targets: ["CMaxMindDB"]),
    .library(name: "Capture", targets: ["Capture"]),
    .library(name: "Routing", targets: ["Routing"]),
    .library(name: "Telescope", targets: ["Telescope"]),
    .library(name: "Probing", targets: ["Probing"]),
    .library(name: "Detection", targets: ["Detection"]),
    .library(name: "Incidents", targets: ["Incidents"]),
    .library(name: "SignalFiles", targets: ["SignalFiles"]),
    .library(name: "Engine", targets: ["Engine"]),
    .library(name: "Scenario", targets: ["Scenario"]),
    .library(name: "Reports", targets: ["Reports"]),
  ],
  traits: [
    .trait(name: "LiveCapture", description: "Capture from interfaces, through libpcap."),
    .default(enabledTraits: ["LiveCapture"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The core: no Foundation, no packages of others. Data flows from top to bottom.
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CIsal", path: "Sources/CIsal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CBzip2", path: "Sources/CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CZstd", path: "Sources/CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CMaxMindDB", path: "Sources/CMaxMindDB", providers: [.apt(["libmaxminddb-dev"])]),
    .systemLibrary(name: "CPcap", path: "Sources/CPcap", providers: [.apt(["libpcap-dev"])]),
    .target(name: "Wire", swiftSettings: core),
    .target(name: "Net", swiftSettings: core),
    .target(name: "JSON", swiftSettings: core),
    .target(name: "Timeline", swiftSettings: core),
    .target(
      name: "Inflate", dependencies: ["CZlib", "CIsal", "CZstd", "Timeline"], swiftSettings: core),
    .target(
      name: "MRT", dependencies: ["Wire", "Net", "Timeline", "Inflate"], swiftSettings: core),
    .target(
      name: "Capture", dependencies: ["Wire", "Net", "Timeline", "Inflate"], swiftSettings: core),
    .target(
      name: "Atlas", dependencies: ["CMaxMindDB", "Wire", "Net", "Timeline", "Inflate"],
      swiftSettings: core),
    .target(
      name: "Routing", dependencies: ["Wire", "Net", "Timeline", "Inflate", "MRT", "Atlas"],
      path: "Sources/Signals/Routing", swiftSettings: core),
    .target(
      name: "Telescope",
      dependencies: ["Wire", "Net", "JSON", "Timeline", "Inflate", "Capture", "Atlas"],
      path: "Sources/Signals/Telescope", swiftSettings: core),
    .target(
      name: "Probing", dependencies: ["Wire", "JSON", "Net", "Timeline", "Inflate", "Atlas"],
      path: "Sources/Signals/Probing", swiftSettings: core),
    .target(name: "Detection", dependencies: ["Timeline"], swiftSettings: core),
    .target(name: "Incidents", dependencies: ["Timeline", "Detection"], swiftSettings: core),
    // Around the core.
    .target(
      name: "LiveCapture", dependencies: ["CPcap", "Capture"], swiftSettings: strict),
    .target(
      name: "SignalFiles", dependencies: ["JSON", "Timeline", "Inflate"], swiftSettings: strict),
    .target(
      name: "Engine",
      dependencies: [
        "Net", "Timeline", "Inflate", "MRT", "Atlas", "Routing", "Telescope", "Probing",
        "Detection", "Incidents", "SignalFiles",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "Net", "Timeline", "Atlas", "Detection", "Incidents", "SignalFiles", "Engine",
      ],
      swiftSettings: strict),
    .target(
      name: "Scenario", dependencies: ["Net", "Timeline", "Inflate", "Probing", "SignalFiles"],
      swiftSettings: strict),
    .executableTarget(
      name: "vigil",
      dependencies: [
        "Net", "Timeline", "Inflate", "MRT", "Capture", "Atlas", "Routing", "Telescope",
        "Probing", "Detection", "Incidents", "SignalFiles", "Engine", "Reports", "Scenario",
        .target(name: "LiveCapture", condition: .when(traits: ["LiveCapture"])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // Tests.
    .target(
      name: "TestSupport",
      dependencies: [
        "Net", "Timeline", "Inflate", "MRT", "Capture", "Detection", "Incidents",
      ],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(name: "WireTests", dependencies: ["Wire", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "NetTests", dependencies: ["Net", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "MRTTests",
      dependencies: ["Wire", "Net", "Timeline", "Inflate", "MRT", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CaptureTests",
      dependencies: ["Wire", "Net", "Timeline", "Inflate", "Capture", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LiveCaptureTests", dependencies: ["Capture", "LiveCapture", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TelescopeTests",
      dependencies: [
        "Wire", "Net", "Timeline", "Inflate", "Capture", "Atlas", "Telescope", "Scenario",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProbingTests",
      dependencies: [
        "Net", "Timeline", "Inflate", "Atlas", "Probing", "Detection", "Incidents", "Scenario",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "AtlasTests",
      dependencies: ["Net", "Timeline", "Inflate", "Atlas", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RoutingTests",
      dependencies: [
        "Net", "Timeline", "Inflate", "MRT", "Atlas", "Routing", "SignalFiles", "Scenario",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TimelineTests", dependencies: ["Timeline", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "InflateTests", dependencies: ["CBzip2", "CZstd", "Inflate", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DetectionTests",
      dependencies: ["Timeline", "Detection", "Incidents", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "IncidentsTests",
      dependencies: ["Timeline", "Detection", "Incidents", "SignalFiles", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SignalFilesTests",
      dependencies: ["Timeline", "Inflate", "SignalFiles", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "Net", "Timeline", "Atlas", "Probing", "Telescope", "Detection", "Incidents", "SignalFiles",
        "Engine", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Timeline", "Detection", "Incidents", "Engine", "Reports", "SignalFiles", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests",
      dependencies: [
        "Net", "Timeline", "Inflate", "MRT", "SignalFiles", "Scenario", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Net", "Timeline", "Inflate", "Detection", "Incidents", "SignalFiles", "Engine", "Reports",
        "TestSupport", "vigil",
      ],
      swiftSettings: strict),
  ]
)

// Fuzz targets, which need a compiler flag that packages may not set for those who depend on them.
if Context.environment["FUZZING"] != nil {
  package.targets.append(
    .target(
      name: "FuzzSupport", dependencies: ["MRT", "TestSupport"], path: "Tests/Fuzz/FuzzSupport",
      swiftSettings: strict))
  for name in ["FuzzTableDump", "FuzzTableDumpV2", "FuzzUpdate", "FuzzState", "FuzzFraming"] {
    package.targets.append(
      .executableTarget(
        name: name, dependencies: ["FuzzSupport"], path: "Tests/Fuzz/\(name)",
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
  }
  package.targets.append(
    .executableTarget(
      name: "FuzzCapture", dependencies: ["Capture", "Telescope", "TestSupport"],
      path: "Tests/Fuzz/FuzzCapture",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
  package.targets.append(
    .executableTarget(
      name: "FuzzProbes", dependencies: ["Probing", "Timeline"], path: "Tests/Fuzz/FuzzProbes",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
