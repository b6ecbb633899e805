import Capture
import Telescope

/// A packet to be made, and its octets.
struct SentPacket: Sendable {
  var seconds: Int64 = 1_573_900_000
  var source: UInt32 = 0x2E64_0A05
  var destination: UInt32 = 0x2C01_0203
  var ttl: UInt8 = 64
  var fragmentBits: UInt16 = 0
  var protocolNumber: UInt8 = 6
  /// The IP header's length field, where it lies.
  var statedLength: UInt16?
  /// The version of IP that the first octet states.
  var version: UInt8 = 4
  /// What follows the IP header.
  var body: [UInt8] = []
  /// The octets that are captured, or all.
  var captured: Int?

  /// TCP without payload.
  static func tcp(
    from: UInt16 = 40_000, to: UInt16 = 445, flags: UInt8 = 2, window: UInt16 = 29_200,
    options: Int = 0
  ) -> SentPacket {
    var packet = SentPacket()
    packet.body =
      octets(from) + octets(to) + [0, 0, 0, 1, 0, 0, 0, 0, UInt8((5 + options) << 4), flags]
      + octets(window) + [0, 0, 0, 0] + [UInt8](repeating: 1, count: options * 4)
    return packet
  }

  /// UDP with a payload.
  static func udp(
    from: UInt16 = 40_000, to: UInt16 = 1_900, _ payload: [UInt8] = [1, 2, 3, 4]
  ) -> SentPacket {
    var packet = SentPacket()
    packet.protocolNumber = 17
    packet.body = octets(from) + octets(to) + octets(UInt16(payload.count + 8)) + [0, 0] + payload
    return packet
  }

  /// ICMP.
  static func icmp(type: UInt8, code: UInt8 = 0) -> SentPacket {
    var packet = SentPacket()
    packet.protocolNumber = 1
    packet.body = [type, code, 0, 0, 0, 1, 0, 1]
    return packet
  }

  /// The same with other fields.
  func with(_ change: (inout SentPacket) -> Void) -> SentPacket {
    var copy = self
    change(&copy)
    return copy
  }

  static func octets(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
  static func octets(_ value: UInt32) -> [UInt8] {
    octets(UInt16(value >> 16)) + octets(UInt16(value & 0xFFFF))
  }

  /// The whole packet, without a link header.
  var octets: [UInt8] {
    let length = statedLength ?? UInt16(20 + body.count)
    return [version << 4 | 5, 0] + SentPacket.octets(length) + [0, 1]
      + SentPacket.octets(fragmentBits)
      + [ttl, protocolNumber, 0, 0] + SentPacket.octets(source) + SentPacket.octets(destination)
      + body
  }

  /// The filters that match, or that cannot be decided.
  func filters(undecidable: Bool = false) -> FilterSet {
    let all = octets
    let bytes = Array(all.prefix(captured ?? all.count))
    let span = bytes.span.bytes
    let network = NetworkLayer(span, link: .raw)
    guard case .ipv4(let ip) = network else { return [] }
    let packet = Packet(
      bytes: span, time: PacketTime(seconds: seconds), originalLength: UInt32(all.count),
      link: .raw, network: network)
    return undecidable
      ? FilterSet(undecidable: packet, ip) : FilterSet(matching: packet, ip)
  }

  /// A pcap file of packets without link headers.
  static func file(_ packets: [SentPacket]) -> [UInt8] {
    var bytes: [UInt8] =
      [0xA1, 0xB2, 0xC3, 0xD4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0]
      + octets(UInt32(262_144)) + octets(UInt32(101))
    for packet in packets {
      let all = packet.octets
      let captured = min(packet.captured ?? all.count, all.count)
      bytes += octets(UInt32(truncatingIfNeeded: packet.seconds)) + octets(UInt32(0))
      bytes += octets(UInt32(captured)) + octets(UInt32(all.count)) + all.prefix(captured)
    }
    return bytes
  }
}
