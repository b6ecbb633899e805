public import Capture
import Wire

extension FilterSet {
  /// The filters that cannot be decided of a packet because octets that it had on the wire were not
  /// captured.
  ///
  /// What was captured of a rule's octets counts: a rule that fails on them is decided.
  public init(undecidable packet: borrowing Packet, _ ip: IPv4Header) {
    self = []
    let wire = Int(packet.originalLength)
    let bytes = packet.bytes
    guard bytes.byteCount < wire, ip.fragmentOffset == 0, ip.payloadOffset >= 0 else { return }
    let captured = bytes.byteCount &- ip.payloadOffset
    let sent = wire &- ip.payloadOffset
    switch ip.protocolNumber {
    case 6:
      if captured < 4, sent >= 4 {
        formUnion(FilterSet([.tcpPort0, .port53, .tcpPort23, .tcpPort80, .tcpPort5000]))
      }
      guard let tcp = TCPHeader(bytes, at: ip.payloadOffset) else {
        guard sent >= TCPHeader.size else { return }
        formUnion(FilterSet([.abnormalProtocol, .backscatter]))
        if ip.timeToLive >= 200 { insert(FilterSet(.highTTLNotScan)) }
        if FilterSet.isOfAS208843(ip.source), ip.totalLength == 44, ip.timeToLive < 64 {
          insert(FilterSet(.scanOfAS208843))
        }
        return
      }
      if tcp.payloadOffset > bytes.byteCount, tcp.payloadOffset <= wire {
        formUnion(FilterSet([.abnormalProtocol, .backscatter]))
      }
    case 17:
      if captured < 4, sent >= 4 {
        formUnion(FilterSet([.udpPort0, .udpToPort80, .port53, .backscatter]))
      }
      formUnion(FilterSet.undecidablePayload(bytes, ip, wire: wire))
    case 1:
      if captured < 1, sent >= 1 { insert(FilterSet(.backscatter)) }
      if captured < 2, sent >= 2 { insert(FilterSet(.port53)) }
    default: return
    }
  }

  private init(_ filters: [PacketFilter]) {
    self = filters.reduce(into: []) { $0.insert(FilterSet($1)) }
  }

  /// The rules of UDP payload that lack octets.
  private static func undecidablePayload(
    _ bytes: RawSpan, _ ip: IPv4Header, wire: Int
  ) -> FilterSet {
    let payload = CutPayload(bytes, start: ip.payloadOffset &+ UDPHeader.size, wire: wire)
    let head = CutPayload(bytes, start: ip.payloadOffset, wire: wire)
    // Every rule but one ends within 40 octets, and that one wants one of four beginnings.
    if payload.value(32, 8) != nil, let first = payload.value(0, 2), first & 0xCFFF != 0x0102,
      first != 0x4102
    {
      return []
    }
    var found: FilterSet = []
    let length = ip.totalLength
    if length == 58, payload.mayHold((0, 8, 0), (8, 2, 0x3100)) {
      found.insert(FilterSet(.udp0x31))
    }
    if head.isOpen((0, 2, 5060), (2, 2, 5060)),
      payload.mayHold((0, 4, 0x5349_502F), (4, 3, 0x32_2E30))
    {
      found.insert(FilterSet(.sipStatus))
    }
    // Of each count the first octet has to be 0, the second below 10.
    if length > 42,
      payload.mayHold((2, 1, 0x81), (4, 1, 0), (6, 1, 0), (8, 1, 0), (10, 1, 0), (11, 1, nil))
    {
      found.insert(FilterSet(.dnsResponse))
    }
    if length > 48, head.isOpen((0, 2, 137), (2, 2, 137)),
      payload.mayHold((12, 8, 0x2043_4B41_4141_4141))
    {
      found.insert(FilterSet(.netbiosName))
    }
    if mayBeBitTorrent(payload, udp: head.isOpen((4, 2, nil)) ? head.value(4, 2) : nil, length) {
      found.insert(FilterSet(.bitTorrent))
    }
    return found
  }

  private static func mayBeBitTorrent(
    _ payload: CutPayload, udp: UInt64?, _ length: UInt16
  ) -> Bool {
    let udp = udp ?? UInt64(length)
    if udp >= 20 {
      for first: UInt64 in [0x6431_3A61, 0x6431_3A72]
      where payload.mayHold((0, 4, first), (4, 8, 0x6432_3A69_6432_303A)) { return true }
    }
    if udp >= 48,
      payload.mayHold(
        (20, 8, 0x1342_6974_546F_7272), (28, 8, 0x656E_7420_7072_6F74), (36, 4, 0x6F63_6F6C))
    {
      return true
    }
    if length >= 58, udp >= 18 {
      for first: UInt64 in [0x4102, 0x2102, 0x3102, 0x1102]
      where payload.mayHold((0, 2, first), (Int(udp) &- 9, 1, nil)) { return true }
    }
    if length == 48 {
      for first: UInt64 in [0x4100, 0x2100, 0x3102, 0x1100] where payload.mayHold((0, 2, first)) {
        return true
      }
    }
    return length == 61
      && payload.mayHold(
        (12, 8, 0x7FFF_FFFF_AB02_0400), (20, 8, 0x0100_0000_0800_0000), (28, 4, 0))
  }
}
