/// What reaches a telescope and says nothing about who sends it: forged, answered or noise.
///
/// Each case bears the name of the rule that removes its packets first, in corsaro's order.
enum RemovedTraffic: String, Sendable, Hashable, CaseIterable {
  case abnormalProtocol = "abnormal-protocol"
  case forgedLifetime = "ttl-200-nonspoofed"
  case fragmented
  case lastByte0 = "last-byte-src-0"
  case lastByte255 = "last-byte-src-255"
  case toItself = "same-src-dst"
  case udpPort0 = "udp-port-0"
  case tcpPort0 = "tcp-port-0"
  case udpPort80 = "udp-destport-80"
  case massScan = "ttl-200"
  case udp0x31 = "udp-0x31"
  case sipStatus = "sip-status"
  case length96 = "udp-ip-len-96"
  case length1500 = "udp-ip-len-1500"
  case port53 = "port-53"
  case port23 = "tcp-port-23"
  case port80 = "tcp-port-80"
  case port5000 = "tcp-port-5000"
  case nameAnswer = "dns-resp-non-standard"
  case netbios = "netbios-query-name"
  case backscatter
  case bitTorrent = "bittorrent"
  case unroutable = "rfc5735"

  /// How many of a thousand sources send it; the rest sends backscatter.
  var perMille: Int {
    switch self {
    case .abnormalProtocol: 40
    case .forgedLifetime: 60
    case .fragmented, .lastByte0, .lastByte255: 12
    case .toItself: 2
    case .udpPort0, .tcpPort0: 6
    case .udpPort80: 14
    case .massScan: 160
    case .udp0x31, .length1500: 4
    case .sipStatus, .length96, .nameAnswer: 10
    case .port53: 50
    case .port23: 170
    case .port80: 60
    case .port5000, .netbios: 15
    case .backscatter: 244
    case .bitTorrent: 60
    case .unroutable: 24
    }
  }

  /// Whether the sender's address is forged, so that it may be anyone's.
  var isForged: Bool {
    switch self {
    case .abnormalProtocol, .forgedLifetime, .fragmented, .lastByte0, .lastByte255, .toItself,
      .udpPort0, .tcpPort0, .udpPort80, .unroutable:
      true
    default: false
    }
  }

  /// What a source sends, by a number below a thousand.
  init(draw: Int) {
    self = RemovedTraffic.byDraw[draw]
  }

  private static let byDraw: [RemovedTraffic] = {
    let list = allCases.flatMap { [RemovedTraffic](repeating: $0, count: $0.perMille) }
    return list + [RemovedTraffic](repeating: .backscatter, count: max(0, 1_000 - list.count))
  }()

  /// The address from which a packet claims to come; `source` stays where the kind allows it.
  func source(_ source: UInt32, destination: UInt32, draw: UInt64) -> UInt32 {
    switch self {
    case .lastByte0: return source & ~0xFF
    case .lastByte255: return source | 0xFF
    case .toItself: return destination
    case .unroutable:
      let bits = UInt32(truncatingIfNeeded: draw >> 16)
      return switch draw % 4 {
      case 0: 0x0A00_0000 | bits & 0x00FF_FF00 | source & 0xFF
      case 1: 0xAC10_0000 | bits & 0x000F_FF00 | source & 0xFF
      default: 0xC0A8_0000 | bits & 0x0000_FF00 | source & 0xFF
      }
    default: return source
    }
  }
}
