/// How finely a table tells places apart.
public enum PlaceLevel: UInt8, Sendable, Hashable, CaseIterable {
  /// Countries: regions count as their country.
  case country
  /// Regions, and the country itself where no region is known.
  case region
}
