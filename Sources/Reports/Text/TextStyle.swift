/// Whether text for a terminal is coloured.
///
/// The caller decides by its terminal, its options and `NO_COLOR`; the default is plain.
public enum TextStyle: Sendable {
  /// No escape sequences.
  case plain
  /// Bold headings and coloured levels.
  case colour

  func heading(_ text: String) -> String { wrap(text, "1") }

  /// Colours a cell that names a level.
  func cell(_ text: String, named name: String) -> String {
    switch name {
    case "critical": wrap(text, "31")
    case "warning": wrap(text, "33")
    default: text
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    self == .colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
