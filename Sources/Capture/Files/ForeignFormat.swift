import Wire

/// Names files that are not pcap and not pcapng, so that a finding can say what they are.
enum ForeignFormat {
  /// What files begin with, and what that makes them.
  private static let signatures: [(octets: [UInt8], name: String)] = [
    (Array("snoop\0\0\0".utf8), "snoop (RFC 1761)"),
    (Array("RTSS".utf8), "Microsoft Network Monitor 1"),
    (Array("GMBU".utf8), "Microsoft Network Monitor 2"),
    (Array("TRSNIFF data    \u{1a}".utf8), "Sniffer for DOS"),
    (Array("XCP\0".utf8), "Sniffer for Windows"),
    (Array("iptrace ".utf8), "AIX iptrace"),
    ([0xda, 0xa1], "the WAND group's wireless format (wtf)"),
    ([0x0d, 0, 0, 0, 1, 0, 0, 0], "DUCK, the state of a DAG card's clock"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "xz, which is not decompressed"),
    ([0x04, 0x22, 0x4d, 0x18], "lz4, which is not decompressed"),
    (Array("Obj\u{1}".utf8), "Avro"),
    (Array("PK\u{3}\u{4}".utf8), "ZIP"),
  ]

  /// The name, or nothing where nobody knows.
  static func name(_ bytes: RawSpan) -> String? {
    guard bytes.byteCount > 0 else { return "empty" }
    for (octets, name) in signatures where begins(bytes, with: octets, at: 0) { return name }
    if isText(bytes) { return "text" }
    if isHandover(bytes) { return "ETSI lawful interception (TS 102 232-1)" }
    if isERF(bytes) { return "Endace ERF" }
    if isTimeSequencedHeaders(bytes) { return "NLANR's time-sequenced headers (TSH)" }
    if isOldDAG(bytes) { return "the format of DAG cards before ERF" }
    return nil
  }

  private static func begins(_ bytes: RawSpan, with octets: [UInt8], at offset: Int) -> Bool {
    guard bytes.byteCount &- offset >= octets.count else { return false }
    for index in octets.indices
    where unsafe bytes.octet(unchecked: offset &+ index) != octets[index] {
      return false
    }
    return true
  }

  /// A sequence in BER that holds the object identifier of the handover's header.
  private static func isHandover(_ bytes: RawSpan) -> Bool {
    guard unsafe bytes.octet(unchecked: 0) == 0x30 else { return false }
    let identifier: [UInt8] = [0x80, 0x08, 0x04, 0, 0x02, 0x02, 0x05, 0x01]
    for offset in 2..<16 {
      // The identifier of later versions ends in a version number, of earlier ones does not.
      if begins(bytes, with: identifier, at: offset)
        || begins(bytes, with: [0x80, 0x07] + identifier[2...], at: offset)
      {
        return true
      }
    }
    return false
  }

  /// Records of ERF behind one another, with known types, lengths and rising times.
  private static func isERF(_ bytes: RawSpan) -> Bool {
    var offset = 0
    var time: UInt64 = 0
    var count = 0
    while bytes.byteCount &- offset >= 16, count < 3 {
      let next = unsafe bytes.uint64(unchecked: offset).byteSwapped
      let type = unsafe bytes.octet(unchecked: offset &+ 8) & 0x7f
      let length = unsafe Int(bytes.uint16(unchecked: offset &+ 10))
      guard (1...48).contains(type), length >= 16, next >= time,
        (1 << 29..<1 << 32).contains(next >> 32)
      else {
        return false
      }
      time = next
      offset &+= length
      count += 1
    }
    return count > 0
  }

  /// Records of 44 octets that hold a time, an IPv4 header and sixteen octets of TCP.
  private static func isTimeSequencedHeaders(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount >= 96 else { return false }
    return unsafe bytes.octet(unchecked: 8) == 0x45 && bytes.octet(unchecked: 52) == 0x45
      && bytes.uint32(unchecked: 0) <= bytes.uint32(unchecked: 44)
  }

  /// Records of 64 octets that begin with a time in units of 2^-32 s, least octet first.
  private static func isOldDAG(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount >= 136 else { return false }
    let first = unsafe bytes.uint64(unchecked: 0).byteSwapped
    let second = unsafe bytes.uint64(unchecked: 64).byteSwapped
    let third = unsafe bytes.uint64(unchecked: 128).byteSwapped
    return first >> 32 > 800_000_000 && first <= second && second <= third
      && (third &- first) >> 32 < 86_400
  }

  private static func isText(_ bytes: RawSpan) -> Bool {
    for offset in 0..<bytes.byteCount {
      let octet = unsafe bytes.octet(unchecked: offset)
      guard octet >= 0x20 || (0x09...0x0d).contains(octet), octet != 0x7f else { return false }
    }
    return true
  }
}
