import Wire

/// One of COMMUNITIES: a tag that operators put on routes (RFC 1997).
public struct Community: Hashable, Sendable {
  /// The tag; its upper half is mostly an ASN.
  public let rawValue: UInt32

  /// Creates a community.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The name of one that routers act upon (RFC 1997, Well-known Communities).
  public var wellKnownName: StaticString? {
    switch rawValue {
    case 0xFFFF_FF01: "no-export"
    case 0xFFFF_FF02: "no-advertise"
    case 0xFFFF_FF03: "local-AS"
    default: nil
    }
  }
}

extension Community: PathAttribute {
  static let code: UInt8 = 8
  static let flags: UInt8? = AttributeFlags.optionalTransitive
  static let withdrawsWhenMalformed = true

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> [Community] {
    try cursor.requireItems(of: 4)
    var values: [Community] = []
    values.reserveCapacity(cursor.remaining / 4)
    while !cursor.isAtEnd { values.append(Community(rawValue: try cursor.readUInt32())) }
    return values
  }
}
