import Net
import Wire

/// ORIGINATOR_ID: the router that brought the route into the system (RFC 4456, 8).
enum OriginatorID: PathAttribute {
  static let code: UInt8 = 9
  static let flags: UInt8? = nil
  static let withdrawsWhenMalformed = false

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> IPAddress {
    try cursor.requireExactly(4)
    return try cursor.readAddress(.ipv4)
  }
}
