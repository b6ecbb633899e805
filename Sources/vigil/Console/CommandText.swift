import Foundation

/// A command line as text, without the folders of the machine it ran on.
enum CommandText {
  /// The command that is running.
  static var current: String { text(Array(CommandLine.arguments.dropFirst())) }

  /// Joins words as a shell would read them; paths keep their last name only, and the folder that
  /// results are written to is left out.
  static func text(_ arguments: [String]) -> String {
    var words = ["vigil"]
    var skipsNext = false
    for argument in arguments {
      if skipsNext {
        skipsNext = false
        continue
      }
      if argument == "--out" {
        skipsNext = true
        continue
      }
      if argument.hasPrefix("--out=") { continue }
      words.append(quoted(withoutFolders(argument)))
    }
    return words.joined(separator: " ")
  }

  private static func withoutFolders(_ argument: String) -> String {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = argument.hasPrefix("--") && parts.count == 2 ? String(parts[1]) : argument
    let isFile = value.contains("/") && FileManager.default.fileExists(atPath: value)
    guard isFile else { return argument }
    let name = URL(fileURLWithPath: value).lastPathComponent
    return value == argument ? name : "\(parts[0])=\(name)"
  }

  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./+:@%,=".contains($0) }
    return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  /// The words of a text that `text(_:)` wrote.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    var hasWord = false
    var isEscaped = false
    for character in text {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "'" {
        isQuoted.toggle()
        hasWord = true
      } else if character == "\\", !isQuoted {
        isEscaped = true
        hasWord = true
      } else if character == " ", !isQuoted {
        if hasWord { words.append(word) }
        word = ""
        hasWord = false
      } else {
        word.append(character)
        hasWord = true
      }
    }
    if hasWord { words.append(word) }
    return words
  }
}
