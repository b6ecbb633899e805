public import Net

/// Which prefixes a world's networks announce, and where these lie.
///
/// The prefixes are ordinary unicast space that was handed out in order; no network of the real
/// Internet holds them as they stand here. No two of them overlap, and each lies in one place.
public struct AddressPlan: Sendable, Equatable {
  /// A prefix, who announces it, and where it lies.
  public struct Holding: Sendable, Hashable {
    /// The prefix: IPv4, a /24 or shorter.
    public var prefix: Prefix
    /// The networks that announce it, in ascending order; mostly one.
    public var origins: [ASN]
    /// The country's code of ISO 3166-1; `??` where the place is not known.
    public var country: String
    /// The region's code of ISO 3166-2; empty for none.
    public var region: String

    /// The number of /24s in the prefix.
    public var blocks: Int { 1 << (24 - Int(prefix.length)) }
  }

  /// All prefixes, ascending.
  public internal(set) var holdings: [Holding]

  /// The holdings that a network announces, ascending. O(holdings).
  public func holdings(of asn: ASN) -> [Holding] {
    holdings.filter { $0.origins.contains(asn) }
  }

  /// The networks, ascending.
  public var origins: [ASN] { Set(holdings.flatMap(\.origins)).sorted() }
}
