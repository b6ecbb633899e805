public import Net

/// Where an address is, and on whose word.
public struct PlaceMatch: Hashable, Sendable {
  /// The place; the unknown one where the source names no country, or no source lists the address.
  public var place: Place
  /// The first address around it that the source lists in the same entry.
  public var first: IPAddress
  /// The last address of that entry, as far as no narrower entry lies within.
  public var last: IPAddress
  /// The source, or nothing where none lists the address.
  public var source: SourceProvenance?

  /// Creates a match.
  public init(place: Place, first: IPAddress, last: IPAddress, source: SourceProvenance?) {
    self.place = place
    self.first = first
    self.last = last
    self.source = source
  }

  /// The entry as a prefix where it is one, else as `first-last`.
  public var rangeText: String {
    let width = first.family.bits
    let difference =
      first.family == .ipv4
      ? UInt128(first.ipv4 ^ last.ipv4) : first.ipv6 ^ last.ipv6
    let length = width - (128 - difference.leadingZeroBitCount)
    let prefix = Prefix(
      high: first.high, low: first.low, length: UInt8(truncatingIfNeeded: length),
      family: first.family)
    return prefix.address == first && prefix.lastAddress == last
      ? prefix.description : "\(first)-\(last)"
  }
}
