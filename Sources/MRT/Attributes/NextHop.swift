import Net
import Wire

/// NEXT_HOP: where packets to the route's addresses go (RFC 4271, 5.1.3).
enum NextHop: PathAttribute {
  static let code: UInt8 = 3
  static let flags: UInt8? = AttributeFlags.wellKnown
  static let withdrawsWhenMalformed = true

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> IPAddress {
    try cursor.requireExactly(4)
    return try cursor.readAddress(.ipv4)
  }
}
