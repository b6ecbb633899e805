import TOMLKit

/// A TOML text with its lines, so that a message can name the line of a key.
struct ConfigurationDocument {
  /// The file, or the option.
  let source: String
  /// The content.
  let table: TOMLTable
  private let lines: [Substring]

  /// Reads a text; a syntax error names its line.
  init(_ text: String, source: String) throws(ConfigurationError) {
    self.source = source
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw ConfigurationError(
        source: source, line: error.source.begin.line, key: nil, expected: error.description)
    } catch {
      throw ConfigurationError(source: source, key: nil, expected: "TOML: \(error)")
    }
  }

  /// An empty document, for the messages of an option.
  init(source: String) {
    self.source = source
    lines = []
    table = TOMLTable()
  }

  /// An error about a key, with its line.
  func fault(_ key: String, _ expected: String) -> ConfigurationError {
    ConfigurationError(source: source, line: line(of: key), key: key, expected: expected)
  }

  /// The line that sets `key`, or the table nearest to it; 1 first. Tables of an array are numbered
  /// from 0: `source[1].kind`.
  private func line(of key: String) -> Int? {
    var table = ""
    var numbers: [String: Int] = [:]
    var best: (line: Int, length: Int)?
    for (index, line) in lines.enumerated() {
      let text = line.filter { !" \t\r\"'".contains($0) }
      let path: String
      if text.hasPrefix("[[") {
        let name = String(text.dropFirst(2).prefix { $0 != "]" })
        let number = numbers[name, default: 0]
        numbers[name] = number + 1
        table = "\(name)[\(number)]"
        path = table
      } else if text.hasPrefix("[") {
        table = String(text.dropFirst().prefix { $0 != "]" })
        path = table
      } else if let end = text.firstIndex(of: "="), !text.hasPrefix("#") {
        path = (table.isEmpty ? "" : "\(table).") + text[..<end]
      } else {
        continue
      }
      if path == key { return index + 1 }
      let isNear = key.hasPrefix("\(path).") || path.hasPrefix("\(key).")
      if isNear, path.utf8.count > best?.length ?? 0 { best = (index + 1, path.utf8.count) }
    }
    return best?.line
  }
}
