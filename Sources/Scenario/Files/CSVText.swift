/// Rows of comma-separated text; fields are quoted where RFC 4180 demands it.
struct CSVText {
  private(set) var text: String

  init(header: String) { text = header + "\n" }

  mutating func append(_ fields: [String]) {
    text += fields.map(CSVText.quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
