/// A Markdown text: where it points and where one can point into it.
struct MarkdownDocument {
  private let lines: [Substring]

  init(text: String) {
    var isCode = false
    lines = text.split(separator: "\n").filter { line in
      let isFence = line.drop(while: \.isWhitespace).hasPrefix("```")
      if isFence { isCode.toggle() }
      return !isCode && !isFence
    }
  }

  /// The links to files of the repository or to headings, without code blocks and code spans.
  var relativeLinks: [String] {
    lines.flatMap { line in
      let text = String(line).replacing(/`[^`]*`/, with: "code")
      let inline = text.matches(of: /\]\(([^)\s]+)[^)]*\)/).map { String($0.1) }
      let reference = text.matches(of: /^\[[^\]]+\]:\s*(\S+)/).map { String($0.1) }
      return (inline + reference).filter { $0.firstMatch(of: /^[a-z]+:/) == nil }
    }
  }

  /// The anchors of the headings as code hosts form them.
  var anchors: Set<String> {
    Set(
      lines.filter { $0.hasPrefix("#") }.map { line in
        String(
          line.drop { $0 == "#" || $0 == " " }.lowercased().compactMap { character -> Character? in
            if character == " " { return "-" }
            return character.isLetter || character.isNumber || "-_".contains(character)
              ? character : nil
          })
      })
  }
}
