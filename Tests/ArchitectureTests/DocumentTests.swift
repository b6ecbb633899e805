import Testing

/// What the documents point at is there.
struct DocumentTests {
  let tree = SourceTree.repository

  @Test("Links between documents resolve, down to the heading")
  func linksResolve() throws {
    let paths = try tree.paths(suffix: "md")
    try #require(paths.contains("README.md") && paths.contains("Docs/Architecture.md"))
    var broken: [String] = []
    for path in paths {
      let document = MarkdownDocument(text: try tree.text(of: path))
      for link in document.relativeLinks {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let target =
          parts[0].isEmpty ? path : folder.isEmpty ? String(parts[0]) : "\(folder)/\(parts[0])"
        guard tree.exists(target) else {
          broken.append("\(path): \(link)")
          continue
        }
        guard parts.count == 2, target.hasSuffix(".md") else { continue }
        let headings = MarkdownDocument(text: try tree.text(of: target)).anchors
        if !headings.contains(String(parts[1])) { broken.append("\(path): \(link)") }
      }
    }
    #expect(broken == [])
  }

  @Test("Decisions are numbered without gaps")
  func decisionNumbers() throws {
    let numbers = try tree.paths(below: "Docs/Decisions", suffix: "md").compactMap {
      $0.split(separator: "/").last.flatMap { Int($0.prefix(4)) }
    }
    #expect(numbers == Array(1...max(1, numbers.count)))
  }
}
