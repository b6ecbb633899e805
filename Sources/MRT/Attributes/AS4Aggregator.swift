import Wire

/// AS4_AGGREGATOR: the aggregator in four octets beside one that knows two (RFC 6793, 3).
enum AS4Aggregator: PathAttribute {
  static let code: UInt8 = 18
  static let flags: UInt8? = nil
  static let withdrawsWhenMalformed = false

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> Aggregator {
    try Aggregator.read(&cursor, width: 4)
  }
}
