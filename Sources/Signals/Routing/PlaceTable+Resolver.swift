public import Atlas
public import Net
public import Timeline

extension PlaceTable: PlaceResolver {
  /// The entities of the places: a place without a country credits nobody.
  public var placeEntities: [(country: Entity?, region: Entity?)] {
    places.map { place in
      let country = place.country.map { Entity(kind: .country, canonicalCode: $0.alpha2) }
      let region = place.region.flatMap { Entity(kind: .region, code: $0) }
      return (country, country == nil ? nil : region)
    }
  }

  /// The runs of /24s of an IPv4 prefix, by place.
  public func slash24Runs(
    in prefix: Prefix, _ body: (_ first: UInt64, _ count: UInt64, _ place: Int) -> Void
  ) {
    slash24Runs(in: prefix, level: .region) { first, count, place in
      body(UInt64(first), UInt64(count), Int(place.rawValue))
    }
  }

  /// The runs of /48s of an IPv6 prefix, by place.
  public func slash48Runs(
    in prefix: Prefix, _ body: (_ first: UInt64, _ count: UInt64, _ place: Int) -> Void
  ) {
    slash48Runs(in: prefix, level: .region) { first, count, place in
      body(first, count, Int(place.rawValue))
    }
  }
}
