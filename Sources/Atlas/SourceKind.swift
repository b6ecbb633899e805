/// The forms in which addresses are told where they are, or whose.
public enum SourceKind: String, Sendable, Hashable, CaseIterable {
  /// A MaxMind DB: GeoLite2, GeoIP2, IPinfo, DB-IP, or one of one's own.
  case mmdb
  /// CAIDA's prefix to AS table: prefix, length and origins between tabs.
  case prefixOrigins = "pfx2as"
  /// The delegated (extended) statistics of a regional internet registry.
  case delegated
  /// The text ranges that Tor uses: `first,last,CC`.
  case textRanges = "text-ranges"
  /// Vigil's own table with the header `start,end,country,region`.
  case rangeTable = "range-csv"
}
