/// What an entity is, in IODA's words.
public enum EntityKind: String, CaseIterable, Sendable, Comparable {
  /// A continent: `continent/AS`.
  case continent
  /// A country or territory by ISO 3166-1 alpha-2 code: `country/IR`.
  case country
  /// A region of a country, by ISO 3166-2 code or the provider's id: `region/IR-23`, `region/4107`.
  case region
  /// A county, or any smaller area, by the provider's id.
  case county
  /// An autonomous system by its number: `asn/44244`.
  case asn
  /// The part of an autonomous system in a country or region: `geoasn/44244-IR`.
  case geoasn

  /// Orders kinds by their names.
  public static func < (a: EntityKind, b: EntityKind) -> Bool { a.rawValue < b.rawValue }
}
