import Wire

/// MULTI_EXIT_DISC: which of several links to a neighbour it would rather have used (RFC 4271, 5.1.4).
enum MultiExitDiscriminator: PathAttribute {
  static let code: UInt8 = 4
  static let flags: UInt8? = AttributeFlags.optional
  static let withdrawsWhenMalformed = true

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> UInt32 {
    try cursor.requireExactly(4)
    return try cursor.readUInt32()
  }
}
