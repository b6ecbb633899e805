import Timeline

/// Finds the datasource that a column's title names.
enum ColumnTitle {
  /// What a title says.
  struct Meaning: Equatable {
    /// The source of the column.
    var datasource: Datasource
    /// Whether the title itself says that the values are normalised.
    var isNormalised: Bool
  }

  /// The meaning of a title: an id, or one of the titles of IODA's dashboard in English, Spanish
  /// or Persian, such as `BGP (# Visible /24s)`; nothing for any other.
  static func meaning(_ title: String) -> Meaning? {
    let name = TableHeader.folded(title)
    let isNormalised =
      name.contains("normali") || name.contains("%") || name.contains("عادی شده")
    let byID = Datasource(name)
    if byID.isKnown { return Meaning(datasource: byID, isNormalised: false) }
    let bare = Datasource(TableHeader.folded(String(title.prefix { $0 != "(" })))
    if bare.isKnown { return Meaning(datasource: bare, isNormalised: isNormalised) }
    let google = Datasource(canonicalGoogle(title))
    if google.isKnown { return Meaning(datasource: google, isNormalised: false) }
    for (words, id) in words where words.allSatisfy({ holds($0, in: name) }) {
      return Meaning(
        datasource: Datasource(id), isNormalised: isNormalised && id != "gtr-norm")
    }
    return nil
  }

  /// Words that a folded title must hold, most specific first.
  private static let words: [([String], String)] = [
    (["active probing", "loss"], "ping-slash24-loss"),
    (["active probing", "latency"], "ping-slash24-latency"),
    (["active probing"], "ping-slash24"), (["sondeo activo"], "ping-slash24"),
    (["sondeos activos"], "ping-slash24"), (["ردیاب فعال"], "ping-slash24"),
    (["merit"], "merit-nt"), (["ucsd"], "ucsd-nt"), (["telescop"], "telescope"),
    (["تلسکوپ"], "telescope"), (["darknet"], "darknet"), (["اسکن"], "telescope"),
    (["google", "gmail"], "gtr.GMAIL"), (["google", "map"], "gtr.MAPS"),
    (["google", "youtube"], "gtr.YOUTUBE"), (["google", "image"], "gtr.IMAGES"),
    (["google", "spreadsheet"], "gtr.SPREADSHEETS"), (["google", "sites"], "gtr.SITES"),
    (["google", "search"], "gtr"), (["google", "búsqueda"], "gtr"),
    (["google transparency report", "normali"], "gtr-norm"),
    (["google transparency report"], "gtr"),
    (["bgp"], "bgp"), (["بیجیپی"], "bgp"),
  ]

  /// Whether a word, or one that begins with it, stands alone in a title: `bgp_label` is no `bgp`.
  private static func holds(_ word: String, in title: String) -> Bool {
    let letters = Array(title)
    let wanted = Array(word)
    guard wanted.count <= letters.count else { return false }
    for start in 0...(letters.count - wanted.count)
    where letters[start..<start + wanted.count].elementsEqual(wanted) {
      var end = start + wanted.count
      while end < letters.count, letters[end].isLetter { end += 1 }
      let isJoined = { (place: Int) in
        letters.indices.contains(place)
          && (letters[place].isNumber || letters[place].isLetter || "_-.".contains(letters[place]))
      }
      if !isJoined(start - 1), !isJoined(end) { return true }
    }
    return false
  }

  /// `gtr.GMAIL` however its letters are written.
  private static func canonicalGoogle(_ title: String) -> String {
    guard let dot = title.firstIndex(of: ".") else { return "" }
    return title[..<dot].lowercased() + title[dot...].uppercased()
  }
}
