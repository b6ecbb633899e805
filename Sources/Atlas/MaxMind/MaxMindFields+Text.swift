extension MaxMindFields {
  /// What a text of fields has to look like, for messages.
  public static let textForm =
    "KEY=PATH,... with the keys country, region, region-name, origin and paths such as "
    + "subdivisions.0.iso_code"

  /// Reads fields from text: `country=country.iso_code,region=subdivisions.0.iso_code`.
  ///
  /// Each item names a key (`country`, `region` for codes, `region-name`, `origin`) and a path whose
  /// map keys and array indexes stand between dots. A key may come again: of its paths the first
  /// that a record holds counts. A key that comes replaces the known fields of its kind; `region`
  /// and `region-name` are one kind. Others stay known. Returns nothing for any other text.
  public init?(_ text: some StringProtocol) {
    var chosen = MaxMindFields(country: [])
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let sign = item.firstIndex(of: "=") else { return nil }
      let path = item[item.index(after: sign)...]
        .split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
      guard path.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else { return nil }
      switch item[..<sign] {
      case "country": chosen.country.append(path)
      case "region": chosen.regionCode.append(path)
      case "region-name": chosen.regionName.append(path)
      case "origin": chosen.origin.append(path)
      default: return nil
      }
    }
    let known = MaxMindFields.known
    if chosen.country.isEmpty { chosen.country = known.country }
    if chosen.origin.isEmpty { chosen.origin = known.origin }
    if chosen.regionCode.isEmpty, chosen.regionName.isEmpty {
      chosen.regionCode = known.regionCode
      chosen.regionName = known.regionName
    }
    self = chosen
  }
}
