import Telescope
import TestSupport
import Testing

/// The fast reading of the conditions against the slow one.
struct FilterReferenceTests {
  @Test("Both readings agree on random packets, whole and cut anywhere")
  func agreement() {
    var random = SeededRandom(seed: 208_843)
    var matched = [Int](repeating: 0, count: PacketFilter.allCases.count)
    for _ in 0..<200_000 {
      let packet = FilterReferenceTests.packet(&random)
      let bytes = Array(packet.octets.prefix(packet.captured ?? .max))
      let fast = packet.filters()
      let reference = FilterReference(ip: bytes)
      for filter in PacketFilter.allCases {
        let expected = reference.matches(filter)
        if expected { matched[Int(filter.rawValue)] += 1 }
        if fast.contains(FilterSet(filter)) != expected {
          Issue.record("\(filter.name): \(bytes)")
          return
        }
      }
    }
    #expect(matched.allSatisfy { $0 > 20 }, "every filter is met: \(matched)")
  }

  /// Packets near the conditions: fields are drawn from values that rules name and their neighbours.
  static func packet(_ random: inout SeededRandom) -> SentPacket {
    func any<Value>(_ values: [Value]) -> Value {
      values.randomElement(using: &random) ?? values[0]
    }
    let ports: [UInt16] = [0, 1, 23, 53, 80, 137, 445, 5000, 5060, 40_000]
    let pair = any(FilterNeighbourTests.pairs)
    var packet = any([pair.removed, pair.kept])
    let roll = random.next() % 8
    if roll == 0 {
      packet = .tcp(
        from: any(ports), to: any(ports), flags: UInt8(truncatingIfNeeded: random.next()),
        window: any([1_024, 8_192, 29_200]), options: Int(random.next() % 3))
    } else if roll == 1 {
      var payload = (0..<Int(random.next() % 60)).map { _ in any([0, 1, 8, 9, 0x41] as [UInt8]) }
      if payload.count > 1 {
        (payload[0], payload[1]) = (any([0x41, 0x21, 0x31, 0x11]), any([0, 2, 3]))
      }
      packet = .udp(from: any(ports), to: any(ports), payload)
    } else if roll == 2 {
      packet = .icmp(
        type: UInt8(truncatingIfNeeded: random.next() % 60), code: any([0, 3, 53]))
    }
    if random.next() % 4 == 0 {
      packet.source = any([
        0, 0x0A00_0001, 0x2D53_4001, 0xC2BB_B0FF, 0x93B9_8500, 0xC0A8_0101, 0xC612_0001,
        0x2C01_0203, 0xE000_0001, 0xCB00_7101, 0xAC10_0005, 0xA9FE_0101, 0xC633_6401,
      ])
    }
    if random.next() % 4 == 0 { packet.ttl = any([1, 63, 64, 199, 200, 255]) }
    if random.next() % 8 == 0 { packet.fragmentBits = any([1, 0x2000, 0x4000, 0x8000, 0x20B9]) }
    if random.next() % 8 == 0 { packet.statedLength = any([44, 48, 58, 61, 96, 1_500]) }
    if random.next() % 16 == 0 { packet.protocolNumber = any([1, 6, 17, 41, 47]) }
    if random.next() % 4 == 0 { packet.captured = 20 + Int(random.next() % 60) }
    return packet
  }
}
