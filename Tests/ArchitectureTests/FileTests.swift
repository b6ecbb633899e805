import Testing

/// A file is one thing, short, and named after it.
struct FileTests {
  let tree = SourceTree.repository

  @Test("No file is longer than 400 lines")
  func lengths() throws {
    let files = try ["Sources", "Tests", "Benchmarks"].flatMap(tree.swiftFiles(below:))
    try #require(files.count > 30)
    #expect(files.filter { $0.lines.count > 400 }.map(\.path) == [])
  }

  @Test("A file of Sources holds at most one public type and bears its name")
  func oneTypeAFile() throws {
    var violations: [String] = []
    for file in try tree.swiftFiles(below: "Sources") {
      let types = file.publicTypes
      if types.count > 1 { violations.append("\(file.path) holds \(types)") }
      if let type = types.first, file.name.prefix(while: { $0 != "+" }) != type {
        violations.append("\(file.path) holds \(type)")
      }
    }
    #expect(violations == [])
  }

  @Test("Names say what a thing is")
  func names() throws {
    let vague = ["Utils", "Utilities", "Common", "Helpers", "Helper", "Manager"]
    let paths = try ["Sources", "Tests"].flatMap { try tree.paths(below: $0, suffix: "swift") }
    let offenders = paths.filter { path in
      path.split(separator: "/").contains { part in
        let stem = part.prefix { $0 != "." }
        return vague.contains { stem.hasSuffix($0) }
      }
    }
    #expect(offenders == [])
  }
}
