import Wire

/// MP_UNREACH_NLRI without its prefixes: the family of withdrawn routes (RFC 4760, 4).
enum MultiprotocolUnreach {
  static let code: UInt8 = 15

  /// Reads the attribute up to its prefixes.
  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor) throws(WireError) -> AddressFamily {
    AddressFamily(afi: try cursor.readUInt16(), safi: try cursor.readUInt8())
  }
}
