/// The number of a place within one `PlaceTable`: an index into its `places`.
///
/// Numbers are dense, so that counts per place are arrays. They follow the order of the places
/// (country, then region) and mean nothing in another table.
@frozen
public struct PlaceID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The index.
  public let rawValue: UInt16

  /// Creates a number.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Addresses of which no source names a country: not listed, or listed as `??`, `EU`, `AP`, `ZZ`.
  public static let unknown = PlaceID(rawValue: 0)

  /// Orders numbers by value, which is the order of their places.
  @inlinable
  public static func < (a: PlaceID, b: PlaceID) -> Bool { a.rawValue < b.rawValue }
}
