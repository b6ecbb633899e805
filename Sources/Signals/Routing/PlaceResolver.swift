public import Net
public import Timeline

/// Tells where the addresses of a prefix are, in blocks of the size that a signal counts.
///
/// Places are numbered from 0; a number names the same place for as long as a replay lasts.
public protocol PlaceResolver: Sendable {
  /// The country and region of each place; a place without a country credits nobody.
  var placeEntities: [(country: Entity?, region: Entity?)] { get }

  /// For each place that holds an address of an IPv4 prefix, the runs of /24s that hold one of them.
  ///
  /// Of one place the runs do not overlap; places of one block each name it. A prefix longer than
  /// /24 names its /24 for the places of the prefix itself.
  func slash24Runs(
    in prefix: Prefix, _ body: (_ first: UInt64, _ count: UInt64, _ place: Int) -> Void)

  /// The same for an IPv6 prefix in /48s, numbered by their first 48 bits.
  func slash48Runs(
    in prefix: Prefix, _ body: (_ first: UInt64, _ count: UInt64, _ place: Int) -> Void)
}
