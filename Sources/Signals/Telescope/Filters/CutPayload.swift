import Wire

/// Octets of which only the first were captured.
struct CutPayload: ~Escapable {
  /// A number of at most eight octets at an offset; without a value any will do.
  typealias Field = (offset: Int, count: Int, value: UInt64?)

  private let bytes: RawSpan
  private let start: Int
  private let wire: Int

  /// Looks at what begins at `start`; the packet had `wire` octets in all.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, start: Int, wire: Int) {
    self.bytes = bytes
    self.start = start
    self.wire = wire
  }

  /// Whether no captured octet contradicts the fields.
  func isOpen(_ fields: Field...) -> Bool {
    for field in fields where contradicts(field) { return false }
    return true
  }

  /// Whether the fields were on the wire, were not captured whole, and no captured octet
  /// contradicts them.
  func mayHold(_ fields: Field...) -> Bool {
    var isCut = false
    for field in fields {
      let end = start &+ field.offset &+ field.count
      if end > wire || contradicts(field) { return false }
      if end > bytes.byteCount { isCut = true }
    }
    return isCut
  }

  /// The number that stands at an offset, or nothing where it was not captured whole.
  func value(_ offset: Int, _ count: Int) -> UInt64? {
    guard start &+ offset &+ count <= bytes.byteCount else { return nil }
    var value: UInt64 = 0
    for index in 0..<count { value = value << 8 | UInt64(octet(start &+ offset &+ index)) }
    return value
  }

  private func contradicts(_ field: Field) -> Bool {
    guard let value = field.value else { return false }
    for index in 0..<field.count {
      let place = start &+ field.offset &+ index
      guard place < bytes.byteCount else { return false }
      let expected = UInt8(truncatingIfNeeded: value >> UInt64(8 &* (field.count &- 1 &- index)))
      if octet(place) != expected { return true }
    }
    return false
  }

  private func octet(_ place: Int) -> UInt8 {
    unsafe bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
  }
}
