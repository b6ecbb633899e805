import Timeline

extension Datasource {
  /// The datasource of a series with a subtype, which Google's products have: `gtr.GMAIL`.
  ///
  /// The subtype that IODA serves unless asked is left out: `BLENDED` of `gtr-norm`, else
  /// `WEB_SEARCH`.
  init(_ id: String, subtype: String) {
    let usual = id == "gtr-norm" ? "BLENDED" : "WEB_SEARCH"
    self.init(subtype.isEmpty || subtype == usual ? id : "\(id).\(subtype)")
  }

  /// The id as IODA writes it, and the subtype that it writes beside it.
  var parts: (id: String, subtype: String) {
    guard id.hasPrefix("gtr"), let dot = id.firstIndex(of: ".") else { return (id, "") }
    return (String(id[..<dot]), String(id[id.index(after: dot)...]))
  }

  /// The source's own step, also of a product of Google's.
  var sourceStep: Int? { nativeStep ?? (parts.subtype.isEmpty ? nil : 1_800) }

  /// Whether the id names a source that is known by itself, without being told.
  var isKnown: Bool { sourceStep != nil }
}
