import Wire

/// One of LARGE_COMMUNITY: a tag of three numbers of four octets (RFC 8092).
public struct LargeCommunity: Hashable, Sendable {
  /// The autonomous system that gives the tag its meaning.
  public let global: UInt32
  /// The first number of its own.
  public let local1: UInt32
  /// The second number of its own.
  public let local2: UInt32

  /// Creates a community.
  @inlinable
  public init(_ global: UInt32, _ local1: UInt32, _ local2: UInt32) {
    self.global = global
    self.local1 = local1
    self.local2 = local2
  }
}

extension LargeCommunity: PathAttribute {
  static let code: UInt8 = 32
  static let flags: UInt8? = AttributeFlags.optionalTransitive
  static let withdrawsWhenMalformed = true

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> [LargeCommunity] {
    try cursor.requireItems(of: 12)
    var values: [LargeCommunity] = []
    while !cursor.isAtEnd {
      values.append(
        LargeCommunity(
          try cursor.readUInt32(), try cursor.readUInt32(), try cursor.readUInt32()))
    }
    return values
  }
}
