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
}
