/// Makes captures octet by octet, from the figures of the pcap and pcapng drafts.
enum CaptureBytes {
  /// Ethernet's two addresses.
  static let stations: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]

  static func u16(_ value: Int, big: Bool = true) -> [UInt8] {
    let octets = [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    return big ? octets : octets.reversed()
  }

  static func u32(_ value: UInt32, big: Bool = true) -> [UInt8] {
    let octets = (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
    return big ? octets : octets.reversed()
  }

  static func u64(_ value: UInt64, big: Bool = true) -> [UInt8] {
    let octets = (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
    return big ? octets : octets.reversed()
  }

  // MARK: pcap

  /// The header of a pcap file.
  static func fileHeader(
    magic: UInt32 = 0xa1b2_c3d4, major: Int = 2, minor: Int = 4, snapLength: UInt32 = 65_535,
    link: UInt32 = 1, big: Bool = false
  ) -> [UInt8] {
    u32(magic, big: big) + u16(major, big: big) + u16(minor, big: big)
      + [UInt8](repeating: 0, count: 8) + u32(snapLength, big: big) + u32(link, big: big)
  }

  /// A packet of a pcap file; `extra` stands between its header and its octets.
  static func record(
    _ bytes: [UInt8], seconds: UInt32 = 1_573_900_000, fraction: UInt32 = 0,
    captured: UInt32? = nil, original: UInt32? = nil, extra: [UInt8] = [], big: Bool = false
  ) -> [UInt8] {
    u32(seconds, big: big) + u32(fraction, big: big)
      + u32(captured ?? UInt32(bytes.count), big: big)
      + u32(original ?? UInt32(bytes.count), big: big) + extra + bytes
  }

  // MARK: pcapng

  /// A block around a body, which is filled up to four octets.
  static func block(_ type: UInt32, _ body: [UInt8], big: Bool = false) -> [UInt8] {
    let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
    let length = u32(UInt32(padded.count + 12), big: big)
    return u32(type, big: big) + length + padded + length
  }

  static func section(big: Bool = false, major: Int = 1) -> [UInt8] {
    block(
      0x0a0d_0d0a,
      u32(0x1a2b_3c4d, big: big) + u16(major, big: big) + u16(0, big: big) + u64(.max), big: big)
  }

  static func option(_ code: Int, _ value: [UInt8], big: Bool = false) -> [UInt8] {
    u16(code, big: big) + u16(value.count, big: big) + value
      + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
  }

  static func interface(
    link: Int = 1, snapLength: UInt32 = 0, options: [UInt8] = [], big: Bool = false
  ) -> [UInt8] {
    block(
      1, u16(link, big: big) + u16(0, big: big) + u32(snapLength, big: big) + options, big: big)
  }

  /// An Enhanced Packet Block.
  static func enhanced(
    _ bytes: [UInt8], interface: UInt32 = 0, time: UInt64 = 1_573_900_000_000_000,
    captured: UInt32? = nil, original: UInt32? = nil, options: [UInt8] = [], big: Bool = false
  ) -> [UInt8] {
    let padding = [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    return block(
      6,
      u32(interface, big: big) + words(time, big: big)
        + u32(captured ?? UInt32(bytes.count), big: big)
        + u32(original ?? UInt32(bytes.count), big: big) + bytes + padding + options, big: big)
  }

  /// An obsolete Packet Block.
  static func obsolete(
    _ bytes: [UInt8], interface: Int = 0, time: UInt64 = 1_573_900_000_000_000, big: Bool = false
  ) -> [UInt8] {
    block(
      2,
      u16(interface, big: big) + u16(7, big: big) + words(time, big: big)
        + u32(UInt32(bytes.count), big: big) + u32(UInt32(bytes.count), big: big) + bytes,
      big: big)
  }

  static func simple(_ bytes: [UInt8], original: UInt32? = nil, big: Bool = false) -> [UInt8] {
    block(3, u32(original ?? UInt32(bytes.count), big: big) + bytes, big: big)
  }

  /// A time: its upper word, then its lower.
  private static func words(_ time: UInt64, big: Bool) -> [UInt8] {
    u32(UInt32(time >> 32), big: big) + u32(UInt32(truncatingIfNeeded: time), big: big)
  }

  // MARK: packets

  static func ethernet(_ type: Int, _ content: [UInt8]) -> [UInt8] {
    stations + u16(type) + content
  }

  /// IPv4 from 192.0.2.1 to 198.51.100.`last`.
  static func ipv4(
    _ payload: [UInt8] = [UInt8](repeating: 0, count: 20), last: UInt8 = 7, proto: UInt8 = 6,
    options: [UInt8] = [], length: Int? = nil, fragmentBits: Int = 0x4000, first: UInt8? = nil
  ) -> [UInt8] {
    let words = 5 + options.count / 4
    var bytes: [UInt8] = [first ?? UInt8(0x40 | words), 0]
    bytes += u16(length ?? 4 * words + payload.count) + u16(1) + u16(fragmentBits)
    bytes += [64, proto, 0, 0, 192, 0, 2, 1, 198, 51, 100, last]
    return bytes + options + payload
  }

  /// IPv6 from 2001:db8::1 to 2001:db8::2.
  static func ipv6(_ next: UInt8, _ payload: [UInt8], length: Int? = nil) -> [UInt8] {
    let prefix: [UInt8] = [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11)
    var bytes: [UInt8] = [0x60, 0, 0, 0] + u16(length ?? payload.count) + [next, 64]
    bytes += prefix + [1] + prefix + [2]
    return bytes + payload
  }
}
