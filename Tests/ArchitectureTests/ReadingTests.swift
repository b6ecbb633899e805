import Testing

/// The readers that the other tests of this target stand on.
struct ReadingTests {
  @Test func importsOfAFile() {
    let file = SourceFile(
      path: "Sources/A/B.swift",
      text: """
        // import Comment
        import A
        public import B
        @preconcurrency internal import struct C.D
        #if canImport(E)
          @testable import F
        #endif
        let text = \"""
          import G
          \"""
        let important = 1
        """)
    #expect(file.imports.map(\.module) == ["A", "B", "C", "F"])
    #expect(file.imports.filter(\.isTestable).map(\.module) == ["F"])
    #expect(file.lines.count == 11)
    #expect(file.name == "B")
  }

  @Test func publicTypesOfAFile() {
    let file = SourceFile(
      path: "A.swift",
      text: """
        @frozen public struct A {
          public enum Nested {}
        }
        struct Hidden {}
        public final class B {}
        public indirect enum C {}
        public func notAType() {}
        """)
    #expect(file.publicTypes == ["A", "B", "C"])
  }

  @Test func targetsOfAManifest() throws {
    let manifest = Manifest(
      text: """
        // A comment with one ( in it.
        .systemLibrary(name: "CZ", path: "Sources/C/Z", providers: [.apt(["z-dev"])]),
        .target(name: "A", dependencies: ["CZ"], swiftSettings: core),
        .executableTarget(
          name: "b",
          dependencies: ["A", .target(name: "D"), .product(name: "Args", package: "args")],
          swiftSettings: strict),
        .testTarget(name: "ATests", dependencies: ["A"], swiftSettings: strict),
        """)
    #expect(manifest.targets.map(\.name) == ["CZ", "A", "b", "ATests"])
    #expect(
      manifest.targets.map(\.path) == ["Sources/C/Z", "Sources/A", "Sources/b", "Tests/ATests"])
    #expect(manifest.targets.map(\.dependencies) == [[], ["CZ"], ["A", "D"], ["A"]])
    #expect(manifest.targets.map(\.products) == [[], [], ["Args"], []])
    #expect(manifest.targets.map(\.settings) == [nil, "core", "strict", "strict"])
  }

  @Test func linksOfADocument() {
    let document = MarkdownDocument(
      text: """
        # A heading: with `code`, twice
        [a](b.md) and ![c](d/e.svg "title") and [f](https://example.org/g.md), `[h](i.md)`
        ```
        [j](k.md)
        ```
        [l]: m.md
        [n](#a-heading)
        """)
    #expect(document.relativeLinks == ["b.md", "d/e.svg", "m.md", "#a-heading"])
    #expect(document.anchors == ["a-heading-with-code-twice"])
  }
}
