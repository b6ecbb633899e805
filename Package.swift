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

/// Settings of the core, which also marks every unsafe expression.
let core: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "vigil",
  products: [
    .executable(name: "vigil", targets: ["vigil"]),
    .library(name: "Timeline", targets: ["Timeline"]),
    .library(name: "Inflate", targets: ["Inflate"]),
    .library(name: "Detection", targets: ["Detection"]),
    .library(name: "Incidents", targets: ["Incidents"]),
    .library(name: "SignalFiles", targets: ["SignalFiles"]),
    .library(name: "Engine", targets: ["Engine"]),
    .library(name: "Scenario", targets: ["Scenario"]),
    .library(name: "Reports", targets: ["Reports"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The core: no Foundation, no packages of others. Data flows from top to bottom.
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Timeline", swiftSettings: core),
    .target(name: "Inflate", dependencies: ["CZlib"], swiftSettings: core),
    .target(name: "Detection", dependencies: ["Timeline"], swiftSettings: core),
    .target(name: "Incidents", dependencies: ["Timeline", "Detection"], swiftSettings: core),
    // Around the core.
    .target(name: "SignalFiles", dependencies: ["Timeline", "Inflate"], swiftSettings: strict),
    .target(
      name: "Engine",
      dependencies: [
        "Timeline", "Inflate", "Detection", "Incidents", "SignalFiles",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: ["Timeline", "Detection", "Incidents", "SignalFiles", "Engine"],
      swiftSettings: strict),
    .target(
      name: "Scenario", dependencies: ["Timeline", "Inflate", "SignalFiles"], swiftSettings: strict),
    .executableTarget(
      name: "vigil",
      dependencies: [
        "Timeline", "Inflate", "Detection", "Incidents", "SignalFiles", "Engine", "Reports",
        "Scenario",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Timeline", "Detection", "Incidents"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(
      name: "TimelineTests", dependencies: ["Timeline", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "InflateTests", dependencies: ["Inflate", "TestSupport"], swiftSettings: strict),
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
        "Timeline", "Detection", "Incidents", "SignalFiles", "Engine", "TestSupport",
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
      dependencies: ["Timeline", "Inflate", "SignalFiles", "Scenario", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Timeline", "Inflate", "Detection", "Incidents", "SignalFiles", "Engine", "Reports",
        "TestSupport", "vigil",
      ],
      swiftSettings: strict),
  ]
)
