/// What a host sends that is neither spoofed nor noise: packets that count as a sign of life.
enum PassingTraffic: Sendable, Hashable {
  /// A `SYN` of a host that looks for open ports.
  case scan
  /// A datagram that went to a wrong address.
  case misconfiguration
  /// An echo request.
  case echo
  /// A segment of a connection that does not lead here.
  case stray

  /// What a host sends, by a hash of its own.
  init(ofHost host: UInt64) {
    self =
      switch host % 100 {
      case ..<62: .scan
      case ..<88: .misconfiguration
      case ..<96: .echo
      default: .stray
      }
  }

  /// A packet of it. `host` is the host's own hash, `draw` belongs to the packet.
  func draft(
    from source: UInt32, to destination: UInt32, host: UInt64, draw: UInt64
  ) -> PacketDraft {
    // 64 or 128 at the host, less the way: never 200 or more, which noise bears.
    let way = UInt8(6 + host >> 32 % 22)
    let isWindows = host >> 40 & 1 == 0
    let lifetime = (isWindows ? 128 : 64) - way
    let port = UInt16(10_000 + draw >> 8 % 50_000)
    let number = UInt16(truncatingIfNeeded: draw >> 40)
    func packet(_ transport: PacketDraft.Transport, _ payload: [UInt8] = []) -> PacketDraft {
      PacketDraft(
        from: source, to: destination, timeToLive: lifetime, identification: number, transport,
        payload: payload)
    }
    let sequence = UInt32(truncatingIfNeeded: draw >> 16)
    switch self {
    case .scan:
      let target = PassingTraffic.ports[Int(host >> 48 % UInt64(PassingTraffic.ports.count))]
      // Congestion bits (RFC 3168) are no part of what makes a SYN.
      let flags: UInt8 = draw % 40 == 0 ? 0xC2 : 0x02
      let isBare = host >> 41 % 8 < 3
      return packet(
        .tcp(
          PacketDraft.TCP(
            from: port, to: target, sequence: isBare ? destination : sequence, flags: flags,
            window: isBare ? 1_024 + number % 60_000 : isWindows ? 8_192 : 29_200,
            options: isBare ? [] : isWindows ? PassingTraffic.windows : PassingTraffic.linux)))
    case .misconfiguration:
      let kind = Int(host >> 48 % UInt64(PassingTraffic.datagrams.count))
      let (target, payload) = PassingTraffic.datagrams[kind]
      return packet(.udp(PacketDraft.UDP(from: port, to: target)), payload)
    case .echo:
      return packet(
        .icmp(PacketDraft.ICMP(type: 8, rest: sequence)),
        isWindows ? PassingTraffic.windowsFilling : PassingTraffic.filling)
    case .stray:
      let flags: [UInt8] = [0x10, 0x11, 0x18, 0x19, 0x01]
      let isPush = host >> 44 % 5 == 2
      return packet(
        .tcp(
          PacketDraft.TCP(
            from: port, to: 20_000 + UInt16(host >> 48 % 30_000), sequence: sequence,
            acknowledgement: sequence ^ 0x5A5A_5A5A, flags: flags[Int(host >> 44 % 5)],
            window: 501)), isPush ? PassingTraffic.filling : [])
    }
  }

  /// Ports that were looked for in 2019, without those whose packets are taken for noise.
  private static let ports: [UInt16] = [
    445, 445, 445, 22, 22, 3_389, 8_080, 1_433, 2_323, 5_555, 8_291, 81, 7_547, 139, 3_306, 6_379,
    8_545, 443,
  ]

  /// Maximum segment size, window scale and selective acknowledgement as Windows sends them.
  private static let windows: [UInt8] = [2, 4, 5, 0xB4, 1, 3, 3, 8, 1, 1, 4, 2]

  /// The same and time stamps as Linux sends them.
  private static let linux: [UInt8] = [
    2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0x4C, 0x4B, 0x40, 0, 0, 0, 0, 1, 3, 3, 7,
  ]

  private static let filling: [UInt8] = (0..<32).map { UInt8($0) }
  private static let windowsFilling = Array("abcdefghijklmnopqrstuvwabcdefghi".utf8)

  /// Ports and payloads of datagrams; none has a length or a beginning that a rule against noise
  /// knows.
  private static let datagrams: [(port: UInt16, payload: [UInt8])] = [
    (1_900, Array("M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\n\r\n".utf8)),
    (123, [0x1B] + [UInt8](repeating: 0, count: 47)),
    (161, [0x30, 0x26, 2, 1, 1, 4, 6] + Array("public".utf8) + [0xA0, 0x19, 2, 4, 0, 0, 0, 1]),
    (5_060, Array("OPTIONS sip:100@192.0.2.1 SIP/2.0\r\nCSeq: 1 OPTIONS\r\n\r\n".utf8)),
    (389, [0x30, 0x25, 2, 1, 1, 0x63, 0x20, 4, 0, 10, 1, 0, 10, 1, 0, 2, 1, 0, 2, 1, 0]),
    (33_434, [UInt8](repeating: 0x40, count: 12)),
    (17_500, Array("{\"version\": [2, 0], \"port\": 17500, \"host_int\": 1}".utf8)),
    (51_413, [0x21, 0] + [UInt8](repeating: 7, count: 36)),
  ]
}
