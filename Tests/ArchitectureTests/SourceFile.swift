/// A Swift file, as far as the rules of this package look into it.
struct SourceFile {
  /// A module that the file imports.
  struct Import: Hashable {
    let module: String
    let isTestable: Bool
  }

  /// The path from the repository's root.
  let path: String
  /// All lines.
  let lines: [Substring]
  /// The lines that are not inside a literal of several lines.
  private let code: [Substring]

  init(path: String, text: String) {
    self.path = path
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines = parts.last == "" ? parts.dropLast() : parts
    var isLiteral = false
    code = lines.filter { line in
      defer { if line.ranges(of: "\"\"\"").count % 2 == 1 { isLiteral.toggle() } }
      return !isLiteral
    }
  }

  /// The file's name without its extension.
  var name: Substring {
    let last = path.split(separator: "/").last ?? ""
    return last.prefix { $0 != "." }
  }

  /// What the file imports, in any condition.
  var imports: [Import] {
    let pattern =
      /^\s*((?:@\w+(?:\([^)]*\))?\s+)*)(?:[a-z]+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
    return code.compactMap { line in
      guard let match = line.firstMatch(of: pattern) else { return nil }
      return Import(module: String(match.2), isTestable: match.1.contains("@testable"))
    }
  }

  /// The public types that stand at the top of the file.
  var publicTypes: [String] {
    let pattern =
      /^(?:@\w+(?:\([^)]*\))?\s+)*(?:public|open)\s+(?:[a-z]+\s+)*?(?:struct|enum|class|protocol|actor)\s+(\w+)/
    return code.compactMap { line in line.firstMatch(of: pattern).map { String($0.1) } }
  }
}
