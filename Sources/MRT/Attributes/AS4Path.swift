import Wire

/// AS4_PATH: the path in four octets beside one that knows two (RFC 6793, 3).
enum AS4Path: PathAttribute {
  static let code: UInt8 = 17
  static let flags: UInt8? = nil
  static let withdrawsWhenMalformed = false

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> ASPath {
    try ASPath.read(&cursor, width: 4)
  }
}
