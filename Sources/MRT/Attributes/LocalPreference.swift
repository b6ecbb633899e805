import Wire

/// LOCAL_PREF: how much the autonomous system prefers the route (RFC 4271, 5.1.5).
///
/// From a neighbour of another system it is without meaning, so one that cannot be read is passed
/// over (RFC 7606, 7.5).
enum LocalPreference: PathAttribute {
  static let code: UInt8 = 5
  static let flags: UInt8? = AttributeFlags.wellKnown
  static let withdrawsWhenMalformed = false

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> UInt32 {
    try cursor.requireExactly(4)
    return try cursor.readUInt32()
  }
}
