/// Which fields of a MaxMind DB's records name a country, a region and an origin.
///
/// A field is a path of map keys and array indexes: `["subdivisions", "0", "iso_code"]`. Of several
/// the first that a record holds counts.
public struct MaxMindFields: Hashable, Sendable {
  /// Texts of two or three letters.
  public var country: [[String]]
  /// Texts that stand behind the country in ISO 3166-2 (`23` of `IR-23`).
  public var regionCode: [[String]]
  /// Texts that name a region in the provider's own way, taken where there is no code.
  public var regionName: [[String]]
  /// AS numbers, as numbers or as text with or without `AS`.
  public var origin: [[String]]

  /// Creates a choice of fields.
  public init(
    country: [[String]], regionCode: [[String]] = [], regionName: [[String]] = [],
    origin: [[String]] = []
  ) {
    self.country = country
    self.regionCode = regionCode
    self.regionName = regionName
    self.origin = origin
  }

  /// The fields of GeoLite2 and GeoIP2 (Country, City, Enterprise, ASN, ISP), of DB-IP, whose lite
  /// editions name subdivisions only in English, and of IPinfo's flat records.
  public static let known = MaxMindFields(
    country: [["country", "iso_code"], ["country_code"], ["country"]],
    regionCode: [["subdivisions", "0", "iso_code"], ["region_code"]],
    regionName: [["subdivisions", "0", "names", "en"], ["region"]],
    origin: [["autonomous_system_number"], ["asn"], ["as_number"]])
}
