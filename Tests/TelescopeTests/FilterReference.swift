import Telescope

/// The conditions once more, one by one over plain octets, without regard to speed.
struct FilterReference {
  let ip: [UInt8]

  private func u16(_ at: Int) -> Int { Int(ip[at]) << 8 | Int(ip[at + 1]) }
  private var headerLength: Int { Int(ip[0] & 15) * 4 }
  private var isFirst: Bool { u16(6) & 0x1FFF == 0 }
  private var kind: UInt8 { ip[9] }
  private var ttl: UInt8 { ip[8] }
  private var total: Int { u16(2) }
  private var source: [UInt8] { Array(ip[12..<16]) }
  private var transport: [UInt8]? {
    isFirst && ip.count >= headerLength ? Array(ip[headerLength...]) : nil
  }
  private var tcp: [UInt8]? { kind == 6 ? transport : nil }
  private var udp: [UInt8]? { kind == 17 ? transport : nil }
  private var ports: (Int, Int)? {
    guard let transport else { return nil }
    if kind == 1, transport.count >= 2 { return (Int(transport[0]), Int(transport[1])) }
    guard kind == 6 || kind == 17, transport.count >= 4 else { return nil }
    return (
      Int(transport[0]) << 8 | Int(transport[1]), Int(transport[2]) << 8 | Int(transport[3])
    )
  }
  private var udpPayload: [UInt8]? {
    guard let udp, udp.count >= 8 else { return nil }
    return Array(udp[8...])
  }
  private var hasTCPPayload: Bool {
    guard let tcp, tcp.count >= 16 else { return false }
    return tcp.count >= Int(tcp[12] >> 4) * 4
  }
  private var window: Int? { tcp.flatMap { $0.count < 16 ? nil : Int($0[14]) << 8 | Int($0[15]) } }

  private func isSource(in text: String) -> Bool {
    let halves = text.split(separator: "/")
    let length = Int(halves[1]) ?? 0
    let octets = halves[0].split(separator: ".").map { UInt32($0) ?? 0 }
    let prefix = octets.reduce(0) { $0 << 8 | $1 }
    let address = source.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return address >> UInt32(32 - length) == prefix >> UInt32(32 - length)
  }

  func matches(_ filter: PacketFilter) -> Bool {
    switch filter {
    case .abnormalProtocol:
      if [1, 17, 41].contains(kind) { return false }
      if kind != 6 { return true }
      guard hasTCPPayload, let tcp else { return false }
      let names: [(UInt8, Character)] = [
        (1, "F"), (2, "S"), (4, "R"), (8, "P"), (16, "A"), (32, "U"),
      ]
      let set = String(names.filter { tcp[13] & $0.0 != 0 }.map(\.1))
      return !["S", "A", "R", "F", "FS", "SA", "FA", "PA", "FPA"].contains(set)
    case .highTTLNotScan:
      if kind == 1 || ttl < 200 { return false }
      guard let tcp else { return true }
      guard let window else { return false }
      let isScan = tcp[13] & 2 != 0 && tcp[13] & 16 == 0 && window == 1_024 && tcp[12] >> 4 == 5
      return !isScan
    case .fragmented: return u16(6) & 0x9FFF != 0
    case .sourceEndsIn0: return source[3] == 0
    case .sourceEndsIn255: return source[3] == 255
    case .sameAddresses: return source == Array(ip[16..<20])
    case .udpPort0: return kind == 17 && ports.map { $0.0 == 0 || $0.1 == 0 } ?? false
    case .tcpPort0: return kind == 6 && ports.map { $0.0 == 0 || $0.1 == 0 } ?? false
    case .udpToPort80: return kind == 17 && ports?.1 == 80
    case .highTTL: return kind != 1 && ttl >= 200
    case .udp0x31:
      return total == 58
        && udpPayload.map { $0.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0x31, 0]) } ?? false
    case .sipStatus:
      return ports.map { $0 == (5060, 5060) } ?? false
        && udpPayload.map { $0.starts(with: Array("SIP/2.0".utf8)) } ?? false
    case .udpLength96: return kind == 17 && total == 96
    case .udpLength1500: return kind == 17 && total == 1_500
    case .port53: return ports.map { $0.0 == 53 || $0.1 == 53 } ?? false
    case .tcpPort23: return hasTCPPort(23)
    case .tcpPort80: return hasTCPPort(80)
    case .tcpPort5000: return hasTCPPort(5_000)
    case .scanOfAS208843:
      guard isSource(in: "45.83.64.0/22") || isSource(in: "194.187.176.0/22") else { return false }
      if udp != nil { return true }
      guard let tcp, let window else { return false }
      return tcp[13] & 2 != 0 && tcp[13] & 16 == 0 && ttl < 64 && window == 8_192 && total == 44
    case .dnsResponse:
      guard let payload = udpPayload, payload.count >= 12, total > 42 else { return false }
      let words = (0..<6).map { Int(payload[2 * $0]) << 8 | Int(payload[2 * $0 + 1]) }
      return words[1] & 0xFFF0 == 0x8180 && words[2...].allSatisfy { $0 < 10 }
    case .netbiosName:
      guard let payload = udpPayload, payload.count >= 20, total > 48 else { return false }
      return ports.map { $0 == (137, 137) } ?? false
        && Array(payload[12..<20]) == [0x20, 0x43, 0x4B, 0x41, 0x41, 0x41, 0x41, 0x41]
    case .backscatter: return isBackscatter
    case .bitTorrent: return isBitTorrent
    case .paloAltoSubnet: return isSource(in: "147.185.133.0/24")
    case .rfc5735:
      return [
        "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
      ].contains(where: isSource)
    }
  }

  private func hasTCPPort(_ port: Int) -> Bool {
    kind == 6 && ports.map { $0.0 == port || $0.1 == port } ?? false
  }

  private var isBackscatter: Bool {
    switch kind {
    case 17: return ports?.0 == 53
    case 1:
      return transport?.first.map { [0, 3, 4, 5, 11, 12, 14, 16, 18].contains($0) } ?? false
    case 6:
      guard hasTCPPayload, let tcp else { return false }
      return tcp[13] & 0x12 == 0x12 || tcp[13] & 4 != 0
    default: return false
    }
  }

  private var isBitTorrent: Bool {
    guard let udp, let payload = udpPayload else { return false }
    let length = Int(udp[4]) << 8 | Int(udp[5])
    let text = Array("BitTorrent protocol".utf8)
    if length >= 20, payload.count >= 12,
      payload.starts(with: Array("d1:ad2:id20:".utf8))
        || payload.starts(with: Array("d1:rd2:id20:".utf8))
    {
      return true
    }
    if length >= 48, payload.count >= 40, Array(payload[20..<40]) == [0x13] + text { return true }
    guard payload.count >= 2 else { return false }
    let first = Int(payload[0]) << 8 | Int(payload[1])
    if total >= 58, [0x4102, 0x2102, 0x3102, 0x1102].contains(first), length >= 8,
      payload.count >= max(10, length - 8),
      Array(payload.suffix(10)) == [0, 8, 0, 0, 0, 0, 0, 0, 0, 0]
    {
      return true
    }
    if total == 48, [0x4100, 0x2100, 0x3102, 0x1100].contains(first) { return true }
    let words: [UInt8] = [
      0x7F, 0xFF, 0xFF, 0xFF, 0xAB, 2, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0,
    ]
    return total == 61 && payload.count >= 32 && Array(payload[12..<32]) == words
  }
}
