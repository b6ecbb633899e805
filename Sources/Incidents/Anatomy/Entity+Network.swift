public import Timeline

extension Entity {
  /// The autonomous system of which this is the part in a country: `asn/44244` of `geoasn/44244-IR`.
  public var network: Entity? {
    guard kind == .geoasn, let number = code.split(separator: "-").first else { return nil }
    return Entity(kind: .asn, code: number)
  }
}
