import Scenario
import Testing
import Timeline

/// The input of measurements, made small enough to be looked at whole.
struct SyntheticCaptureTests {
  private static let shape = SyntheticCapture.Shape.fiveMinutes(scale: 0.005)
  private static let written: (bytes: [UInt8], counts: SyntheticCapture.Counts) = {
    var bytes: [UInt8] = []
    let counts = SyntheticCapture(shape).write { bytes += $0 }
    return (bytes, counts)
  }()
  private let packets = CaptureReading(SyntheticCaptureTests.written.bytes).packets

  @Test func `the same bytes twice, as many as were counted, in order of time`() {
    var again: [UInt8] = []
    let counts = SyntheticCapture(Self.shape).write { again += $0 }
    let isSame = again == Self.written.bytes
    #expect(isSame && counts == Self.written.counts)
    #expect(counts.octets == again.count && counts.packets == 50_000)
    #expect(packets.count == 50_000 && CaptureReading(again).isWhole)
    let moments = packets.map { $0.seconds * 1_000_000 + $0.micros }
    #expect(moments == moments.sorted())
    #expect(packets.last.map { $0.seconds - packets[0].seconds } == 299)
  }

  @Test func `each minute has its sources, and some of them stay`() {
    let minutes = Dictionary(grouping: packets) { ($0.seconds - packets[0].seconds) / 60 }
    let sources = (0..<5).map { Set((minutes[$0] ?? []).map(\.source)) }
    #expect(sources.map(\.count) == [Int](repeating: 3_675, count: 5))
    for (one, next) in zip(sources, sources.dropFirst()) {
      #expect(one.intersection(next).count == 3_675 * 2 / 5)
    }
    #expect(packets.allSatisfy { (11...73).contains($0.source >> 24) })
    #expect(packets.allSatisfy { (1...254).contains($0.source & 0xFF) })
    #expect(packets.allSatisfy { $0.destination >> 24 == 48 })
  }

  @Test func `of each hundred 62 are SYN, 18 backscatter, 14 UDP and 6 ICMP`() {
    func share(_ isCounted: (CaptureReading.Packet) -> Bool) -> Double {
      Double(packets.count(where: isCounted)) / Double(packets.count)
    }
    let scans = share { $0.transport == 6 && $0.flags & 0x12 == 2 }
    let answers = share { $0.transport == 6 && ($0.flags & 0x12 == 0x12 || $0.flags & 4 != 0) }
    #expect((0.61...0.63).contains(scans), "\(scans)")
    #expect((0.17...0.19).contains(answers), "\(answers)")
    #expect((0.13...0.15).contains(share { $0.transport == 17 }))
    #expect((0.055...0.065).contains(share { $0.transport == 1 }))
    #expect((82.0...84.0).contains(Double(Self.written.bytes.count) / 50_000))
  }

  @Test func `as many pass as were counted, more than half`() {
    let passing = packets.count { CaptureRules.first($0) == nil }
    #expect(passing == Self.written.counts.passed)
    #expect(passing > 30_000)
  }
}
