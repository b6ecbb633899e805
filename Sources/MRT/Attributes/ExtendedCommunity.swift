import Wire

/// One of EXTENDED COMMUNITIES: a typed tag of eight octets (RFC 4360).
public struct ExtendedCommunity: Hashable, Sendable {
  /// The tag, its type in the upper octets.
  public let rawValue: UInt64

  /// Creates a community.
  @inlinable
  public init(rawValue: UInt64) { self.rawValue = rawValue }
}

extension ExtendedCommunity: PathAttribute {
  static let code: UInt8 = 16
  static let flags: UInt8? = AttributeFlags.optionalTransitive
  static let withdrawsWhenMalformed = true

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> [ExtendedCommunity]
  {
    try cursor.requireItems(of: 8)
    var values: [ExtendedCommunity] = []
    while !cursor.isAtEnd { values.append(ExtendedCommunity(rawValue: try cursor.readUInt64())) }
    return values
  }
}
