import Wire

/// How one path attribute is read: its code, the flags that it must bear, and what its damage costs.
protocol PathAttribute {
  /// What the attribute holds.
  associatedtype Value
  /// The type code.
  static var code: UInt8 { get }
  /// The Optional and Transitive bits that it must bear (RFC 4271, 4.3), or nothing where a
  /// different value does not matter.
  static var flags: UInt8? { get }
  /// Whether routes whose attribute cannot be read count as withdrawn (RFC 7606, 7); otherwise the
  /// attribute alone is passed over.
  static var withdrawsWhenMalformed: Bool { get }
  /// Reads the value, which takes all of the cursor; `width` is the octets of an ASN.
  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> Value
}

/// The Optional and Transitive bits of the attributes' flags (RFC 4271, 4.3).
enum AttributeFlags {
  static let wellKnown: UInt8 = 0x40
  static let optional: UInt8 = 0x80
  static let optionalTransitive: UInt8 = 0xC0
  static let mask: UInt8 = 0xC0
  static let extendedLength: UInt8 = 0x10
}

extension WireCursor {
  /// Throws `malformed` unless `count` octets are left, no more and no fewer.
  func requireExactly(_ count: Int) throws(WireError) {
    guard remaining == count else { throw .malformed(at: offset) }
  }

  /// Throws `malformed` unless a list of items of `size` octets is left that is not empty.
  func requireItems(of size: Int) throws(WireError) {
    guard remaining > 0, remaining % size == 0 else { throw .malformed(at: offset) }
  }
}
