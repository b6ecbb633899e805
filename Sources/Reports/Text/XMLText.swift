extension String {
  /// The text as character data and attribute values of HTML and SVG hold it.
  ///
  /// Control characters, which XML forbids, become spaces.
  var xml: String {
    var escaped = ""
    for character in printable {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
