import Wire

/// What a pcapng file says about an interface (draft-ietf-opsawg-pcapng, 4.2).
struct CaptureInterface: Sendable {
  /// The octets of a block without options.
  static let minimumBlock = 20
  /// The most interfaces of a section; more are damage.
  static let maximumCount = 65_536

  let link: LinkType
  /// The octets that are kept of a packet; 0 for all.
  let snapLength: UInt32
  /// The units of a second (option `if_tsresol`).
  private(set) var unitsPerSecond: UInt64 = 1_000_000
  /// Seconds that are added to every time (option `if_tsoffset`).
  private(set) var offset: Int64 = 0

  /// Reads the block of `length` octets, all of which are there, at `start`.
  init(_ bytes: RawSpan, at start: Int, length: Int, order: ByteOrder) {
    link = unsafe LinkType(rawValue: order.uint16(bytes, unchecked: start &+ 8))
    snapLength = unsafe order.uint32(bytes, unchecked: start &+ 12)
    var place = start &+ 16
    let end = start &+ length &- 4
    while end &- place >= 4 {
      let code = unsafe order.uint16(bytes, unchecked: place)
      let size = unsafe Int(order.uint16(bytes, unchecked: place &+ 2))
      place &+= 4
      guard code != 0, end &- place >= size else { return }
      switch (code, size) {
      case (9, 1):
        unitsPerSecond = unsafe CaptureInterface.units(bytes.octet(unchecked: place))
      case (14, 8):
        let first = unsafe UInt64(order.uint32(bytes, unchecked: place))
        let second = unsafe UInt64(order.uint32(bytes, unchecked: place &+ 4))
        offset = Int64(
          bitPattern: order == .big ? first << 32 | second : second << 32 | first)
      default: break
      }
      place &+= (size &+ 3) & ~3
    }
  }

  /// The units of a second that an octet tells: a power of ten, or of two where its first bit is set.
  ///
  /// Units too small to count in 64 bits make every time less than a second.
  static func units(_ resolution: UInt8) -> UInt64 {
    let exponent = resolution & 0x7f
    if resolution & 0x80 != 0 { return exponent < 64 ? 1 << UInt64(exponent) : .max }
    guard exponent <= 19 else { return .max }
    return (0..<exponent).reduce(1) { value, _ in value &* 10 }
  }

  /// The time of a packet, from the two words of its block.
  @inline(__always)
  func time(high: UInt32, low: UInt32) -> PacketTime {
    let units = UInt64(high) << 32 | UInt64(low)
    let (seconds, fraction) = units.quotientAndRemainder(dividingBy: unitsPerSecond)
    return PacketTime(
      seconds: Int64(bitPattern: seconds) &+ offset, fraction: fraction,
      unitsPerSecond: unitsPerSecond)
  }
}
