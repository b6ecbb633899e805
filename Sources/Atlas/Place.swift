public import Timeline

/// Where an address is, as far as its sources know.
public struct Place: Hashable, Sendable {
  /// The country, or nothing where the source says that it is unknown.
  public var country: CountryCode?
  /// The region by ISO 3166-2 (`IR-23`) or the provider's id, or nothing.
  public var region: String?

  /// Creates a place.
  public init(country: CountryCode? = nil, region: String? = nil) {
    self.country = country
    self.region = region
  }

  /// Creates a place from what a source writes; a region without a country is no place.
  ///
  /// Nothing, `??` and the codes that stand for no country (`EU`, `AP`, `ZZ`) give the unknown
  /// place. Only codes of two or three letters that `CountryCode` takes are countries, so `A1`
  /// (anonymous proxy) and its like are unknown too.
  public init(countryText: some StringProtocol, region: String? = nil) {
    self.init()
    guard let code = CountryCode(countryText), !Place.codesOfNoCountry.contains(code.alpha2)
    else { return }
    country = code
    if let region, !region.isEmpty { self.region = region }
  }

  private static let codesOfNoCountry: Set<String> = ["EU", "AP", "ZZ", "XX"]

  /// Whether no source names a country.
  public var isUnknown: Bool { country == nil }
}

extension Place: Comparable, CustomStringConvertible {
  /// Orders places by country, then by region; the unknown place and whole countries come first.
  public static func < (a: Place, b: Place) -> Bool {
    let left = a.country?.alpha2 ?? ""
    let right = b.country?.alpha2 ?? ""
    return left == right ? (a.region ?? "") < (b.region ?? "") : left < right
  }

  /// `unknown`, `IR` or `IR IR-23`.
  public var description: String {
    guard let country else { return "unknown" }
    return region.map { "\(country.alpha2) \($0)" } ?? country.alpha2
  }
}
