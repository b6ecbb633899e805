import Wire

extension ASPath: PathAttribute {
  static let code: UInt8 = 2
  static let flags: UInt8? = AttributeFlags.wellKnown
  static let withdrawsWhenMalformed = true

  /// Reads segments of `width` octets an ASN; one without members is malformed (RFC 7606, 7.2).
  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> ASPath {
    var words: [UInt32] = []
    words.reserveCapacity(cursor.remaining / width)
    while !cursor.isAtEnd {
      let start = cursor.offset
      let type = try cursor.readUInt8()
      let count = Int(try cursor.readUInt8())
      guard count > 0, let kind = SegmentKind(rawValue: type) else { throw .malformed(at: start) }
      words.append(head(kind, count))
      try cursor.require(count &* width)
      for _ in 0..<count {
        words.append(
          width == 4 ? try cursor.readUInt32() : UInt32(try cursor.readUInt16()))
      }
    }
    return ASPath(words: words)
  }
}
