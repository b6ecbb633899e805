/// The targets of `Package.swift`, read as text: asking the package manager would wait for the
/// build that these tests are part of.
struct Manifest {
  /// A target.
  struct Target {
    /// `target`, `executableTarget`, `testTarget`, `systemLibrary`.
    let kind: String
    let name: String
    /// The folder, given or by convention.
    let path: String
    /// Targets of this package, or products named in short.
    let dependencies: [String]
    /// Products of other packages.
    let products: [String]
    /// The name of the list of compiler settings.
    let settings: String?

    /// Whether it is part of what the package offers.
    var isSource: Bool { path.hasPrefix("Sources/") }
  }

  /// The targets in their order.
  let targets: [Target]

  init(text: String) {
    let code = text.split(separator: "\n").filter {
      !$0.drop(while: \.isWhitespace).hasPrefix("//")
    }
    .joined(separator: "\n")
    let opening = /\.(target|executableTarget|testTarget|systemLibrary)\(\s*name:\s*"([^"]+)"/
    targets = code.matches(of: opening).compactMap { match in
      let kind = String(match.1)
      let body = Manifest.balanced(code[match.range.lowerBound...], "(", ")")
      // The short form inside a list of dependencies has no settings of its own.
      guard kind != "target" || body.contains("swiftSettings:") else { return nil }
      var list = Substring()
      if let label = body.firstRange(of: "dependencies:") {
        list = Manifest.balanced(body[label.upperBound...], "[", "]")
      }
      let product = /\.product\(\s*name:\s*"([^"]+)"[^)]*\)/
      let folder = kind == "testTarget" ? "Tests" : "Sources"
      return Target(
        kind: kind, name: String(match.2),
        path: body.firstMatch(of: /[\s,]path:\s*"([^"]+)"/).map { String($0.1) }
          ?? "\(folder)/\(match.2)",
        dependencies: String(list).replacing(product, with: "").matches(of: /"([^"]+)"/).map {
          String($0.1)
        },
        products: list.matches(of: product).map { String($0.1) },
        settings: body.firstMatch(of: /swiftSettings:\s*(\w+)/).map { String($0.1) })
    }
  }

  /// The text from the first opening mark to the one that closes it.
  private static func balanced(
    _ text: Substring, _ open: Character, _ close: Character
  ) -> Substring {
    guard let start = text.firstIndex(of: open) else { return text.prefix(0) }
    var depth = 0
    for index in text[start...].indices {
      if text[index] == open { depth += 1 }
      if text[index] == close { depth -= 1 }
      if depth == 0 { return text[start...index] }
    }
    return text[start...]
  }
}
