/// The rules against forged and noisy packets, written a second time and slowly.
enum CaptureRules {
  /// The name of the first rule that removes a packet, in corsaro's order; nothing where it passes.
  static func first(_ packet: CaptureReading.Packet) -> String? {
    rules.first { $0.matches(packet) }?.name
  }

  private typealias Packet = CaptureReading.Packet
  private typealias Rule = (name: String, matches: @Sendable (CaptureReading.Packet) -> Bool)

  private static func isTCP(_ packet: Packet, port: Int) -> Bool {
    isTCP(packet) && (packet.sourcePort == port || packet.destinationPort == port)
  }
  private static func isTCP(_ packet: Packet) -> Bool {
    packet.transport == 6 && packet.fragment & 0x1FFF == 0
  }
  private static func isUDP(_ packet: Packet) -> Bool {
    packet.transport == 17 && packet.fragment & 0x1FFF == 0
  }
  private static func isScan(_ packet: Packet) -> Bool {
    isTCP(packet) && packet.flags & 0x12 == 2 && packet.window == 1_024 && packet.headerWords == 5
  }
  private static func starts(_ payload: ArraySlice<UInt8>, with text: String) -> Bool {
    payload.starts(with: text.utf8)
  }

  private static let allowed: Set<Int> = [2, 16, 4, 1, 3, 18, 17, 24, 25]
  private static let silent: [(first: UInt32, length: UInt32)] = [
    (0, 8), (0x0A00_0000, 8), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
    (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
    (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
  ]

  private static let rules: [Rule] = [
    (
      "abnormal-protocol",
      { packet in
        ![1, 6, 17, 41].contains(packet.transport)
          || isTCP(packet) && !allowed.contains(packet.flags)
      }
    ),
    ("ttl-200-nonspoofed", { $0.transport != 1 && $0.lifetime >= 200 && !isScan($0) }),
    ("fragmented", { $0.fragment & 0x9FFF != 0 }),
    ("last-byte-src-0", { $0.source & 0xFF == 0 }),
    ("last-byte-src-255", { $0.source & 0xFF == 255 }),
    ("same-src-dst", { $0.source == $0.destination }),
    ("udp-port-0", { isUDP($0) && ($0.sourcePort == 0 || $0.destinationPort == 0) }),
    ("tcp-port-0", { isTCP($0, port: 0) }),
    ("udp-destport-80", { isUDP($0) && $0.destinationPort == 80 }),
    ("ttl-200", { $0.transport != 1 && $0.lifetime >= 200 }),
    (
      "udp-0x31",
      {
        isUDP($0) && $0.length == 58
          && $0.payload.prefix(10) == [0, 0, 0, 0, 0, 0, 0, 0, 0x31, 0]
      }
    ),
    (
      "sip-status",
      {
        isUDP($0) && $0.sourcePort == 5_060 && $0.destinationPort == 5_060
          && starts($0.payload, with: "SIP/2.0")
      }
    ),
    ("udp-ip-len-96", { $0.transport == 17 && $0.length == 96 }),
    ("udp-ip-len-1500", { $0.transport == 17 && $0.length == 1_500 }),
    (
      "port-53",
      { packet in
        packet.fragment & 0x1FFF == 0
          && (packet.sourcePort == 53 || packet.destinationPort == 53)
      }
    ),
    ("tcp-port-23", { isTCP($0, port: 23) }),
    ("tcp-port-80", { isTCP($0, port: 80) }),
    ("tcp-port-5000", { isTCP($0, port: 5_000) }),
    (
      "dns-resp-non-standard",
      { packet in
        let bytes = Array(packet.payload.prefix(12))
        guard isUDP(packet), packet.length > 42, bytes.count == 12 else { return false }
        return bytes[2] == 0x81 && bytes[3] & 0xF0 == 0x80
          && stride(from: 4, to: 12, by: 2).allSatisfy { bytes[$0] == 0 && bytes[$0 + 1] < 10 }
      }
    ),
    (
      "netbios-query-name",
      { packet in
        isUDP(packet) && packet.sourcePort == 137 && packet.destinationPort == 137
          && packet.length > 48
          && packet.payload.dropFirst(12).prefix(8)
            == [0x20, 0x43, 0x4B, 0x41, 0x41, 0x41, 0x41, 0x41]
      }
    ),
    (
      "backscatter",
      { packet in
        if packet.transport == 1 {
          return [0, 3, 4, 5, 11, 12, 14, 16, 18].contains(packet.sourcePort)
        }
        return isTCP(packet) && (packet.flags & 0x12 == 0x12 || packet.flags & 4 != 0)
      }
    ),
    (
      "bittorrent",
      { packet in
        guard isUDP(packet) else { return false }
        let payload = packet.payload
        let head = payload.prefix(2)
        return starts(payload, with: "d1:ad2:id20:") || starts(payload, with: "d1:rd2:id20:")
          || starts(payload.dropFirst(20), with: "\u{13}BitTorrent protocol")
          || packet.length >= 58 && head.last == 2 && (0x11...0x41).contains(head.first ?? 0)
            && payload.prefix(packet.length - 28).suffix(10) == [0, 8, 0, 0, 0, 0, 0, 0, 0, 0]
          || packet.length == 48 && head.last == 0 && (0x11...0x41).contains(head.first ?? 0)
      }
    ),
    (
      "rfc5735",
      { packet in
        silent.contains { packet.source >> (32 - $0.length) == $0.first >> (32 - $0.length) }
      }
    ),
  ]
}
