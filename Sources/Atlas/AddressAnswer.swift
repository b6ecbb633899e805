public import Net

/// What an atlas knows of one address.
public struct AddressAnswer: Hashable, Sendable {
  /// The address.
  public var address: IPAddress
  /// Where it is, by which range of which source.
  public var place: PlaceMatch
  /// The longest prefix over it and its origins, or nothing.
  public var origin: OriginMatch?
  /// Where the origin is from.
  public var originSource: SourceProvenance?

  /// Creates an answer.
  public init(
    address: IPAddress, place: PlaceMatch, origin: OriginMatch? = nil,
    originSource: SourceProvenance? = nil
  ) {
    self.address = address
    self.place = place
    self.origin = origin
    self.originSource = originSource
  }
}
