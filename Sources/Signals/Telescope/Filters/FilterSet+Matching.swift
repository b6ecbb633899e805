public import Capture
import Wire

extension FilterSet {
  /// The filters that match an IPv4 packet, enabled or not; one whose octets were not captured does
  /// not match.
  ///
  /// Payload is what was captured behind the UDP header, or behind as many octets as the TCP header
  /// states, padding of the link included. Source: corsaro, `libcorsaro_filtering.c`.
  @inline(__always)
  public init(matching packet: borrowing Packet, _ ip: IPv4Header) {
    let bytes = packet.bytes
    var found = FilterSet.byAddresses(ip)
    if ip.fragmentBits & 0x9fff != 0 { found |= bit(.fragmented) }
    let isFirst = ip.fragmentOffset == 0
    switch ip.protocolNumber {
    case 6:
      if isFirst {
        found |= FilterSet.byTCP(bytes, ip)
      } else if ip.timeToLive >= 200 {
        found |= bit(.highTTL) | bit(.highTTLNotScan)
      }
    case 17:
      if ip.timeToLive >= 200 { found |= bit(.highTTL) | bit(.highTTLNotScan) }
      if ip.totalLength == 96 { found |= bit(.udpLength96) }
      if ip.totalLength == 1500 { found |= bit(.udpLength1500) }
      if isFirst { found |= FilterSet.byUDP(bytes, ip) }
    case 1:
      if isFirst, let icmp = ICMPHeader(bytes, at: ip.payloadOffset) {
        if icmp.type == 53 || icmp.code == 53 { found |= bit(.port53) }
      }
      // The type alone decides, and may be the last octet that was captured.
      if isFirst, ip.payloadOffset >= 0, ip.payloadOffset < bytes.byteCount {
        let type = unsafe bytes.octet(unchecked: ip.payloadOffset)
        if type < 64, FilterSet.answers >> UInt64(type) & 1 == 1 { found |= bit(.backscatter) }
      }
    default:
      if ip.timeToLive >= 200 { found |= bit(.highTTL) | bit(.highTTLNotScan) }
      if ip.protocolNumber != 41 { found |= bit(.abnormalProtocol) }
    }
    self.init(rawValue: found)
  }

  /// The ICMP types that answer: 0, 3, 4, 5, 11, 12, 14, 16, 18.
  @inline(__always) static var answers: UInt64 {
    1 << 0 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 11 | 1 << 12 | 1 << 14 | 1 << 16 | 1 << 18
  }

  /// The flags from URG to FIN that stacks send: S, A, R, F, SF, SA, FA, AP, FAP.
  @inline(__always) static var usualFlags: UInt64 {
    1 << 2 | 1 << 16 | 1 << 4 | 1 << 1 | 1 << 3 | 1 << 18 | 1 << 17 | 1 << 24 | 1 << 25
  }

  @inline(__always)
  private static func byAddresses(_ ip: IPv4Header) -> UInt32 {
    let source = ip.source
    var found: UInt32 = 0
    if source & 255 == 0 { found |= bit(.sourceEndsIn0) }
    if source & 255 == 255 { found |= bit(.sourceEndsIn255) }
    if source == ip.destination { found |= bit(.sameAddresses) }
    if source >> 8 == 0x93_B985 { found |= bit(.paloAltoSubnet) }
    if isUnroutable(source) { found |= bit(.rfc5735) }
    return found
  }

  /// Whether an address lies in a range that RFC 5735 sets aside; 100.64.0.0/10 is younger.
  @inline(__always)
  private static func isUnroutable(_ address: UInt32) -> Bool {
    switch address >> 24 {
    case 0, 10, 127, 224...255: true
    case 169: address >> 16 == 0xA9FE
    case 172: address >> 20 == 0xAC1
    case 192:
      address >> 8 == 0xC0_0000 || address >> 8 == 0xC0_0002 || address >> 8 == 0xC0_5863
        || address >> 16 == 0xC0A8
    case 198: address >> 17 == 0xC612 >> 1 || address >> 8 == 0xC6_3364
    case 203: address >> 8 == 0xCB_0071
    default: false
    }
  }

  /// Whether an address lies in the two blocks from which AS208843 scanned.
  @inline(__always)
  static func isOfAS208843(_ address: UInt32) -> Bool {
    address >> 10 == 0x2D53_4000 >> 10 || address >> 10 == 0xC2BB_B000 >> 10
  }

  @inline(__always)
  private static func byTCP(_ bytes: RawSpan, _ ip: IPv4Header) -> UInt32 {
    var found: UInt32 = 0
    if ip.timeToLive >= 200 { found |= bit(.highTTL) }
    guard let ports = TransportPorts(bytes, behind: ip) else { return found }
    let (from, to) = (ports.source, ports.destination)
    if from == 0 || to == 0 { found |= bit(.tcpPort0) }
    if from == 53 || to == 53 { found |= bit(.port53) }
    if from == 23 || to == 23 { found |= bit(.tcpPort23) }
    if from == 80 || to == 80 { found |= bit(.tcpPort80) }
    if from == 5000 || to == 5000 { found |= bit(.tcpPort5000) }
    guard let tcp = TCPHeader(bytes, at: ip.payloadOffset) else { return found }
    let isRequest = tcp.flags & (TCPHeader.syn | TCPHeader.ack) == TCPHeader.syn
    if ip.timeToLive >= 200, !(isRequest && tcp.window == 1024 && tcp.dataOffset == 5) {
      found |= bit(.highTTLNotScan)
    }
    if isRequest, tcp.window == 8192, ip.totalLength == 44, ip.timeToLive < 64,
      isOfAS208843(ip.source)
    {
      found |= bit(.scanOfAS208843)
    }
    guard tcp.payloadOffset <= bytes.byteCount else { return found }
    if usualFlags >> UInt64(tcp.flags & 63) & 1 == 0 { found |= bit(.abnormalProtocol) }
    let answer = TCPHeader.syn | TCPHeader.ack
    if tcp.flags & answer == answer || tcp.flags & TCPHeader.rst != 0 { found |= bit(.backscatter) }
    return found
  }

  @inline(__always)
  private static func byUDP(_ bytes: RawSpan, _ ip: IPv4Header) -> UInt32 {
    var found: UInt32 = 0
    if isOfAS208843(ip.source) { found |= bit(.scanOfAS208843) }
    guard let ports = TransportPorts(bytes, behind: ip) else { return found }
    let (from, to) = (ports.source, ports.destination)
    if from == 0 || to == 0 { found |= bit(.udpPort0) }
    if to == 80 { found |= bit(.udpToPort80) }
    if from == 53 || to == 53 { found |= bit(.port53) }
    if from == 53 { found |= bit(.backscatter) }
    guard let udp = UDPHeader(bytes, at: ip.payloadOffset), bytes.byteCount > udp.payloadOffset
    else { return found }
    return found | byPayload(bytes, ip, udp)
  }
}

/// The bit of a filter.
@inline(__always)
func bit(_ filter: PacketFilter) -> UInt32 { 1 << UInt32(filter.rawValue) }
