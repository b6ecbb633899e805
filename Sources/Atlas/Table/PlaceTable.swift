public import Timeline

/// Every address's place, compiled for lookups by the million.
///
/// The table holds the place of each of the 2²⁴ /24s of IPv4 as a number of two bytes (32 MiB), and
/// cuts both families into pieces of one source's range each; a /24 that several places share, and
/// IPv6, are searched among the pieces. It is immutable, may be used from any thread, and can be
/// saved and mapped (`PlaceTable+Image`).
@safe public struct PlaceTable: @unchecked Sendable {
  /// The most places that a table holds, the unknown one included.
  public static let placeLimit = 65_535
  /// The most sources that a table holds.
  public static let sourceLimit = 255
  /// The version of the saved form and of what the readers make of a source.
  public static let formatVersion = Int(TableLayout.version)
  /// Stands in the table of /24s for a /24 that more than one place shares.
  @usableFromInline static let shared: UInt16 = .max
  /// Stands for the source of a piece that no source lists.
  static let noSource: UInt8 = .max

  /// The places by number; the first is the unknown one. Each country that occurs stands there
  /// without a region too.
  public let places: [Place]
  /// What the table was compiled of; of several that place an address the last wins.
  public let sources: [SourceProvenance]
  /// What was odd in the sources.
  public let findings: FindingLog
  /// What the caller named the table by when it was built: the hash of its sources.
  public let key: String

  let memory: TableMemory
  let layout: TableLayout
  @usableFromInline let slash24: UnsafePointer<UInt16>
  @usableFromInline let ipv4: PieceView<UInt32>
  @usableFromInline let ipv6: PieceView<UInt128>
  /// Each place's own number.
  @usableFromInline let regionNumbers: [UInt16]
  /// For each place the number of its country.
  @usableFromInline let countryNumbers: [UInt16]

  /// Stands on memory that holds a whole image.
  init(
    memory: TableMemory, layout: TableLayout, places: [Place], sources: [SourceProvenance],
    findings: FindingLog, key: String
  ) {
    self.memory = memory
    self.layout = layout
    self.places = places
    self.sources = sources
    self.findings = findings
    self.key = key
    unsafe slash24 = memory.pointer(layout.slash24, TableLayout.slash24Count, of: UInt16.self)
    ipv4 = PieceView(
      memory, starts: layout.starts4, places: layout.places4, sources: layout.sources4,
      index: layout.index4, count: layout.pieces4)
    ipv6 = PieceView(
      memory, starts: layout.starts6, places: layout.places6, sources: layout.sources6,
      index: layout.index6, count: layout.pieces6)
    regionNumbers = places.indices.map { UInt16(truncatingIfNeeded: $0) }
    countryNumbers = PlaceTable.countryNumbers(of: places)
  }

  /// The number of each place's country: the last place before it, or itself, without a region.
  private static func countryNumbers(of places: [Place]) -> [UInt16] {
    var country: UInt16 = 0
    return places.indices.map { number in
      if places[number].region == nil { country = UInt16(truncatingIfNeeded: number) }
      return country
    }
  }

  /// Whether any source tells regions apart.
  public var knowsRegions: Bool { sources.contains(where: \.knowsRegions) }

  /// The country that a place counts as; of the unknown place itself. O(1).
  @inlinable
  public func country(of place: PlaceID) -> PlaceID {
    PlaceID(rawValue: countryNumbers[Int(place.rawValue)])
  }
}
