public import Net

/// What visibility needs of a route's AS path.
public struct PathSummary: Hashable, Sendable {
  /// The origin: the last ASN of a final AS_SEQUENCE, after the merge of AS4_PATH; 0 for none (an
  /// AS_SET, a confederation segment, an empty path, AS 0 or AS_TRANS).
  public let origin: ASN
  /// The first ASN of a leading AS_SEQUENCE; 0 for none.
  public let first: ASN

  /// Creates a summary.
  @inlinable
  public init(origin: ASN, first: ASN) {
    self.origin = origin
    self.first = first
  }

  /// The path without an ASN.
  public static let empty = PathSummary(origin: .zero, first: .zero)
}
