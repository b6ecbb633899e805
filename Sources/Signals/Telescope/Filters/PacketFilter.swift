public import Timeline

/// A condition that takes a packet out of the telescope's signal.
///
/// Names, order and conditions are corsaro's (`libcorsaro_filtering.c`), which counts for IODA; a
/// packet is removed by the first that matches it. All are of IPv4 alone.
public enum PacketFilter: UInt8, CaseIterable, Sendable {
  /// A protocol other than ICMP, TCP, UDP and IPv6 in IP, or TCP flags that no stack sends.
  case abnormalProtocol
  /// A TTL of 200 or more that is no large-scale scan's.
  case highTTLNotScan
  /// A fragment offset, or the reserved bit.
  case fragmented
  /// A source address that ends in 0.
  case sourceEndsIn0
  /// A source address that ends in 255.
  case sourceEndsIn255
  /// Source and destination are one address.
  case sameAddresses
  /// A UDP port of 0.
  case udpPort0
  /// A TCP port of 0.
  case tcpPort0
  /// UDP to port 80.
  case udpToPort80
  /// A TTL of 200 or more.
  case highTTL
  /// UDP of 58 octets whose payload begins with eight zeros and 31 00.
  case udp0x31
  /// Status answers of SIP.
  case sipStatus
  /// UDP of 96 octets.
  case udpLength96
  /// UDP of 1500 octets.
  case udpLength1500
  /// A port of 53.
  case port53
  /// A TCP port of 23.
  case tcpPort23
  /// A TCP port of 80.
  case tcpPort80
  /// A TCP port of 5000.
  case tcpPort5000
  /// The scan from AS208843.
  case scanOfAS208843
  /// DNS answers at any port.
  case dnsResponse
  /// NetBIOS name queries.
  case netbiosName
  /// Answers to packets that somebody sent with a forged source.
  case backscatter
  /// BitTorrent.
  case bitTorrent
  /// The scan from 147.185.133.0/24.
  case paloAltoSubnet
  /// Sources of special-purpose ranges (RFC 5735).
  case rfc5735

  /// The name, as corsaro writes it.
  public var name: String { description.name }
  /// The condition in words.
  public var condition: String { description.condition }

  /// The group.
  public var group: FilterGroup {
    switch self {
    case .rfc5735: .routed
    case _ where rawValue <= PacketFilter.udpToPort80.rawValue: .spoofed
    default: .erratic
    }
  }

  /// When the traffic began that the filter is for, or nothing where it has always been.
  ///
  /// Data before that time knew no such traffic: the filter does not apply to it.
  public var since: UnixTime? {
    switch self {
    case .scanOfAS208843, .paloAltoSubnet: UnixTime(PacketFilter.september2025)
    default: nil
    }
  }

  /// 2025-09-01T00:00:00Z.
  static let september2025: Int64 = 1_756_684_800

  private var description: (name: String, condition: String) {
    switch self {
    case .abnormalProtocol:
      (
        "abnormal-protocol",
        "protocol not 1, 6, 17 or 41; or TCP whose SYN, FIN, RST, PSH, ACK, URG are not exactly one "
          + "of S, A, R, F, SF, SA, FA, AP, FAP"
      )
    case .highTTLNotScan:
      (
        "ttl-200-nonspoofed",
        "not ICMP, TTL at least 200, and not TCP with SYN without ACK, window 1024, data offset 5"
      )
    case .fragmented: ("fragmented", "fragment offset or reserved bit not 0")
    case .sourceEndsIn0: ("last-byte-src-0", "source ends in .0")
    case .sourceEndsIn255: ("last-byte-src-255", "source ends in .255")
    case .sameAddresses: ("same-src-dst", "source and destination are equal")
    case .udpPort0: ("udp-port-0", "UDP, a port is 0")
    case .tcpPort0: ("tcp-port-0", "TCP, a port is 0")
    case .udpToPort80: ("udp-destport-80", "UDP, destination port 80")
    case .highTTL: ("ttl-200", "not ICMP, TTL at least 200")
    case .udp0x31: ("udp-0x31", "UDP, IP length 58, payload begins with eight 00, then 31 00")
    case .sipStatus: ("sip-status", "UDP from 5060 to 5060, payload begins with SIP/2.0")
    case .udpLength96: ("udp-ip-len-96", "UDP, IP length 96")
    case .udpLength1500: ("udp-ip-len-1500", "UDP, IP length 1500")
    case .port53: ("port-53", "a port is 53, or type or code of ICMP")
    case .tcpPort23: ("tcp-port-23", "TCP, a port is 23")
    case .tcpPort80: ("tcp-port-80", "TCP, a port is 80")
    case .tcpPort5000: ("tcp-port-5000", "TCP, a port is 5000")
    case .scanOfAS208843:
      (
        "asn-208843-scan",
        "source in 45.83.64.0/22 or 194.187.176.0/22, and UDP, or TCP with SYN without ACK, TTL below "
          + "64, window 8192, IP length 44"
      )
    case .dnsResponse:
      (
        "dns-resp-non-standard",
        "UDP, IP length above 42, payload a DNS answer (flags 8180 but for the last four bits) whose "
          + "four counts are each below 10"
      )
    case .netbiosName:
      (
        "netbios-query-name",
        "UDP from 137 to 137, IP length above 48, payload 20 43 4b 41 41 41 41 41 from octet 12 on"
      )
    case .backscatter:
      (
        "backscatter",
        "UDP from 53; ICMP of type 0, 3, 4, 5, 11, 12, 14, 16, 18; TCP with SYN and ACK, or RST"
      )
    case .bitTorrent: ("bittorrent", "UDP, payload of one of five makes that BitTorrent sends")
    case .paloAltoSubnet: ("paloalto-subnet", "source in 147.185.133.0/24")
    case .rfc5735:
      (
        "rfc5735",
        "source in 0/8, 10/8, 127/8, 169.254/16, 172.16/12, 192.0.0/24, 192.0.2/24, 192.88.99/24, "
          + "192.168/16, 198.18/15, 198.51.100/24, 203.0.113/24 or from 224/4 on"
      )
    }
  }
}
