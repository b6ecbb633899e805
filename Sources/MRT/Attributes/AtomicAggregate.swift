import Wire

/// ATOMIC_AGGREGATE: the route stands for longer ones whose paths it does not tell (RFC 4271, 5.1.6).
enum AtomicAggregate: PathAttribute {
  static let code: UInt8 = 6
  static let flags: UInt8? = AttributeFlags.wellKnown
  static let withdrawsWhenMalformed = false

  /// Whatever it holds, the attribute is there.
  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> Bool {
    try cursor.requireExactly(0)
    return true
  }
}
