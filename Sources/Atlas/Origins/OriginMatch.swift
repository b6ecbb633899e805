public import Net

/// The most specific prefix over an address and who originates it.
public struct OriginMatch: Hashable, Sendable {
  /// The prefix.
  public var prefix: Prefix
  /// Its origins, ascending, each once; several when the prefix is originated more than once, or by
  /// a set.
  public var origins: [ASN]

  /// Creates a match.
  public init(prefix: Prefix, origins: [ASN]) {
    self.prefix = prefix
    self.origins = origins
  }
}
