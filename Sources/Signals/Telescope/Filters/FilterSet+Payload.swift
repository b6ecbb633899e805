import Capture
import Wire

extension FilterSet {
  /// The filters that match the payload of a UDP packet, of which at least an octet was captured.
  static func byPayload(_ bytes: RawSpan, _ ip: IPv4Header, _ udp: UDPHeader) -> UInt32 {
    let start = udp.payloadOffset
    let count = bytes.byteCount &- start
    var found: UInt32 = 0
    if ip.totalLength == 58, count >= 10 {
      if unsafe bytes.uint64(unchecked: start) == 0,
        unsafe bytes.uint16(unchecked: start &+ 8) == 0x3100
      {
        found |= bit(.udp0x31)
      }
    }
    // "SIP/2.0" is seven octets.
    if udp.sourcePort == 5060, udp.destinationPort == 5060, count >= 7,
      unsafe bytes.uint32(unchecked: start) == 0x5349_502F,
      unsafe bytes.uint32(unchecked: start &+ 3) == 0x2F32_2E30
    {
      found |= bit(.sipStatus)
    }
    if ip.totalLength > 42, count >= 12,
      unsafe bytes.uint16(unchecked: start &+ 2) & 0xFFF0 == 0x8180,
      unsafe bytes.uint16(unchecked: start &+ 4) < 10,
      unsafe bytes.uint16(unchecked: start &+ 6) < 10,
      unsafe bytes.uint16(unchecked: start &+ 8) < 10,
      unsafe bytes.uint16(unchecked: start &+ 10) < 10
    {
      found |= bit(.dnsResponse)
    }
    if udp.sourcePort == 137, udp.destinationPort == 137, ip.totalLength > 48, count >= 20,
      unsafe bytes.uint64(unchecked: start &+ 12) == 0x2043_4B41_4141_4141
    {
      found |= bit(.netbiosName)
    }
    if isBitTorrent(bytes, start, count, ip, udp) { found |= bit(.bitTorrent) }
    return found
  }

  private static func isBitTorrent(
    _ bytes: RawSpan, _ start: Int, _ count: Int, _ ip: IPv4Header, _ udp: UDPHeader
  ) -> Bool {
    // A query or an answer of the DHT: d1:a or d1:r, then d2:id20:.
    if udp.length >= 20, count >= 12 {
      let first = unsafe bytes.uint32(unchecked: start)
      if first == 0x6431_3A61 || first == 0x6431_3A72,
        unsafe bytes.uint64(unchecked: start &+ 4) == 0x6432_3A69_6432_303A
      {
        return true
      }
    }
    // The handshake of a peer: 13, then "BitTorrent protocol".
    if udp.length >= 48, count >= 40,
      unsafe bytes.uint64(unchecked: start &+ 20) == 0x1342_6974_546F_7272,
      unsafe bytes.uint64(unchecked: start &+ 28) == 0x656E_7420_7072_6F74,
      unsafe bytes.uint32(unchecked: start &+ 36) == 0x6F63_6F6C
    {
      return true
    }
    guard count >= 2 else { return false }
    let first = unsafe bytes.uint16(unchecked: start)
    // uTP with an extension at the end of the payload. A UDP length below its own header wraps
    // around in corsaro, so that nothing is long enough for it.
    if ip.totalLength >= 58,
      first == 0x4102 || first == 0x2102 || first == 0x3102 || first == 0x1102,
      udp.length >= 8, count >= max(10, Int(udp.length) &- 8),
      unsafe bytes.uint64(unchecked: bytes.byteCount &- 10) == 0x0008_0000_0000_0000,
      unsafe bytes.uint16(unchecked: bytes.byteCount &- 2) == 0
    {
      return true
    }
    // The third of these is 3102 in corsaro, where its row would make one expect 3100.
    if ip.totalLength == 48,
      first == 0x4100 || first == 0x2100 || first == 0x3102 || first == 0x1100
    {
      return true
    }
    guard ip.totalLength == 61, count >= 32 else { return false }
    return unsafe bytes.uint64(unchecked: start &+ 12) == 0x7FFF_FFFF_AB02_0400
      && bytes.uint64(unchecked: start &+ 20) == 0x0100_0000_0800_0000
      && bytes.uint32(unchecked: start &+ 28) == 0
  }
}
