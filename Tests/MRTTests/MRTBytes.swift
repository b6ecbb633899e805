import Net

/// Makes MRT records octet by octet, from the figures of RFC 6396, RFC 4271 and RFC 8050.
enum MRTBytes {
  static let marker = [UInt8](repeating: 0xFF, count: 16)
  static let time: UInt32 = 1_600_000_000

  static func u16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  static func u32(_ value: UInt32) -> [UInt8] {
    u16(Int(value >> 16)) + u16(Int(value & 0xFFFF))
  }

  static func asn(_ value: UInt32, _ width: Int) -> [UInt8] {
    width == 4 ? u32(value) : u16(Int(value))
  }

  /// An address, without its family.
  static func address(_ text: String) -> [UInt8] {
    guard let address = IPAddress(text) else { return [] }
    if address.family == .ipv4 { return u32(address.ipv4) }
    return [address.high, address.low].flatMap { word in
      u32(UInt32(truncatingIfNeeded: word >> 32)) + u32(UInt32(truncatingIfNeeded: word))
    }
  }

  /// A prefix as NLRI writes it, behind a path identifier if one is given.
  static func prefix(_ text: String, pathID: UInt32? = nil) -> [UInt8] {
    let parts = text.split(separator: "/")
    let length = Int(parts[1]) ?? 0
    return (pathID.map(u32) ?? []) + [UInt8(length)]
      + address(String(parts[0])).prefix((length + 7) / 8)
  }

  static func record(
    _ type: Int, _ subtype: Int, _ body: [UInt8], time: UInt32 = time
  ) -> [UInt8] {
    u32(time) + u16(type) + u16(subtype) + u32(UInt32(body.count)) + body
  }

  static func attribute(_ flags: UInt8, _ code: UInt8, _ value: [UInt8]) -> [UInt8] {
    value.count > 255
      ? [flags | 0x10, code] + u16(value.count) + value
      : [flags, code, UInt8(value.count)] + value
  }

  static func segment(_ kind: UInt8, _ asns: [UInt32], _ width: Int = 4) -> [UInt8] {
    [kind, UInt8(asns.count)] + asns.flatMap { asn($0, width) }
  }

  static let origin = attribute(0x40, 1, [0])
  static let nextHop = attribute(0x40, 3, [192, 0, 2, 1])

  static func path(_ asns: [UInt32], _ width: Int = 4) -> [UInt8] {
    attribute(0x40, 2, segment(2, asns, width))
  }

  /// ORIGIN, AS_PATH 64500 64501 and NEXT_HOP.
  static func plain(_ width: Int = 4) -> [UInt8] { origin + path([64500, 64501], width) + nextHop }

  static func reach(_ afi: Int, _ safi: UInt8, _ hop: String, _ nlri: [UInt8]) -> [UInt8] {
    let hop = address(hop)
    return attribute(0x80, 14, u16(afi) + [safi, UInt8(hop.count)] + hop + [0] + nlri)
  }

  static func unreach(_ afi: Int, _ safi: UInt8, _ nlri: [UInt8]) -> [UInt8] {
    attribute(0x80, 15, u16(afi) + [safi] + nlri)
  }

  static func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    marker + u16(19 + body.count) + [type] + body
  }

  static func update(
    withdrawn: [UInt8] = [], _ attributes: [UInt8] = [], _ nlri: [UInt8] = []
  ) -> [UInt8] {
    message(
      2, u16(withdrawn.count) + withdrawn + u16(attributes.count) + attributes + nlri)
  }

  /// A record of BGP4MP from AS64500 at 192.0.2.1 to AS64999 at 192.0.2.9.
  static func session(_ subtype: Int, _ content: [UInt8], time: UInt32 = time) -> [UInt8] {
    record(16, subtype, sessionBody(subtype, content), time: time)
  }

  static func sessionBody(_ subtype: Int, _ content: [UInt8]) -> [UInt8] {
    let width = [4, 5, 7, 9, 11].contains(subtype) ? 4 : 2
    return asn(64500, width) + asn(64999, width) + u16(0) + u16(1) + address("192.0.2.1")
      + address("192.0.2.9") + content
  }

  /// A PEER_INDEX_TABLE of AS64500 at 192.0.2.1 and AS64502 at 2001:db8::1.
  static let peers = record(
    13, 1,
    [192, 0, 2, 9] + u16(0) + u16(2) + [2, 192, 0, 2, 1] + address("192.0.2.1") + u32(64500)
      + [3, 192, 0, 2, 2] + address("2001:db8::1") + u32(64502))

  static func entry(_ peer: Int, _ attributes: [UInt8], pathID: UInt32? = nil) -> [UInt8] {
    u16(peer) + u32(1_599_990_000) + (pathID.map(u32) ?? []) + u16(attributes.count) + attributes
  }

  /// A record of TABLE_DUMP_V2; `head` is what stands between the number and the entries.
  static func table(_ subtype: Int, _ head: [UInt8], _ entries: [[UInt8]]) -> [UInt8] {
    record(13, subtype, u32(7) + head + u16(entries.count) + entries.flatMap { $0 })
  }

  /// A record of TABLE_DUMP.
  static func oldTable(_ subtype: Int, _ prefix: String, _ attributes: [UInt8]) -> [UInt8] {
    let parts = prefix.split(separator: "/")
    let isIPv4 = subtype & 1 == 1
    return record(
      12, subtype,
      u16(0) + u16(1) + address(String(parts[0])) + [UInt8(parts[1]) ?? 0, 1] + u32(1_599_990_000)
        + address(isIPv4 ? "192.0.2.1" : "2001:db8::1") + asn(64500, subtype > 2 ? 4 : 2)
        + u16(attributes.count) + attributes)
  }
}
