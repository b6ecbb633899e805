import Timeline

/// A dotted key of a time series, as IODA's stores and watchtower write it.
struct MetricKey {
  /// The signal that the key names.
  var key: SignalKey
  /// The prober, for a key that counts what one of several probers saw.
  var prober: String?
  /// The country that the key puts the entity in.
  var country: Entity?

  private init(key: SignalKey) { self.key = key }

  /// Reads a key; nothing when it names no signal.
  ///
  /// Takes `datasource.entityType.entityCode[.subtype]` and IODA's metric keys of `bgp`, `active`,
  /// `darknet` and `google_tr`.
  init?(_ text: String) {
    guard text.utf8.count <= 512 else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    switch (parts[0], parts[1]) {
    case ("bgp", "prefix-visibility"):
      guard text.hasSuffix("visible_slash24_cnt") else { return nil }
      self.init(
        place: parts[2...], endingAt: ["v4", "v6"],
        datasource: parts.contains("v6") ? Datasource("bgp6") : .bgp)
    case ("active", "ping-slash24"):
      guard parts.last == "up_slash24_cnt" else { return nil }
      self.init(place: parts[2...], endingAt: ["probers"], datasource: .probing)
      if let probers = parts.firstIndex(of: "probers") {
        prober = parts[(probers + 1)...].joined(separator: ".")
      }
    case ("darknet", let second) where EntityKind(rawValue: String(second)) == nil:
      guard parts.last == "uniq_src_ip", parts.count > 4, !parts[1].isEmpty else { return nil }
      self.init(place: parts[3...], endingAt: ["uniq_src_ip"], datasource: Datasource(parts[1]))
    case ("google_tr", _):
      guard parts.count == 5, parts[4] == "traffic",
        let country = Entity(kind: .country, code: parts[2])
      else { return nil }
      self.init(
        key: SignalKey(
          entity: country, datasource: Datasource("gtr", subtype: String(parts[3]))))
    default: self.init(plain: parts)
    }
  }

  /// Reads `datasource.entityType.entityCode[.subtype]`.
  private init?(plain parts: [Substring]) {
    guard
      let place = parts.dropFirst().firstIndex(where: { EntityKind(rawValue: String($0)) != nil }),
      place + 1 < parts.count, let kind = EntityKind(rawValue: String(parts[place]))
    else { return nil }
    var rest = parts[(place + 1)...]
    let id = parts[..<place].joined(separator: ".")
    guard !id.isEmpty else { return nil }
    var subtype = ""
    if id.hasPrefix("gtr"), rest.count > 1 { subtype = String(rest.removeLast()) }
    let code = rest.joined(separator: kind == .geoasn ? "-" : ".")
    guard let entity = Entity(kind: kind, code: code) else { return nil }
    key = SignalKey(entity: entity, datasource: Datasource(id, subtype: subtype))
  }

  /// Reads `geo.netacuity.CONT.CC[.region[.county]]`, `asn.N` or `routing.asn.N`.
  private init?(
    place parts: ArraySlice<Substring>, endingAt stops: Set<Substring>, datasource: Datasource
  ) {
    let place = Array(parts.prefix { !stops.contains($0) })
    var entity: Entity?
    if place.first == "geo", place.count >= 3 {
      switch place.count {
      case 3: entity = Entity(kind: .continent, code: place[2])
      case 4: entity = Entity(kind: .country, code: place[3])
      case 5: entity = Entity(kind: .region, code: place[4])
      case 6: entity = Entity(kind: .county, code: place[5])
      default: break
      }
      country = place.count > 4 ? Entity(kind: .country, code: place[3]) : nil
    } else if place.count >= 2, place[place.count - 2] == "asn" {
      entity = Entity(kind: .asn, code: place[place.count - 1])
    }
    guard let entity else { return nil }
    key = SignalKey(entity: entity, datasource: datasource)
  }

  /// The key of a signal as watchtower writes it.
  static func text(of key: SignalKey) -> String {
    let (id, subtype) = key.datasource.parts
    let base = "\(id).\(key.entity.kind.rawValue).\(key.entity.code)"
    return subtype.isEmpty ? base : "\(base).\(subtype)"
  }
}
