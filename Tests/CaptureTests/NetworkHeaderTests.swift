import Capture
import TestSupport
import Testing

/// The headers of IPv4 and IPv6.
struct NetworkHeaderTests {
  typealias C = CaptureBytes

  static func ipv4(_ bytes: [UInt8]) -> IPv4Header? {
    guard case .ipv4(let header) = NetworkLayer(bytes.span.bytes, link: .ethernet) else {
      return nil
    }
    return header
  }

  static func ipv6(_ bytes: [UInt8]) -> IPv6Header? {
    guard case .ipv6(let header) = NetworkLayer(bytes.span.bytes, link: .ipv6) else { return nil }
    return header
  }

  @Test("Every field of IPv4, with options and fragments")
  func fields() {
    let packet = C.ipv4(
      [1, 2, 3, 4], last: 200, proto: 17, options: [1, 1, 1, 1, 1, 1, 1, 0], fragmentBits: 0xa0b9)
    let header = Self.ipv4(C.ethernet(0x0800, packet))
    #expect(
      header
        == IPv4Header(
          source: 0xc000_0201, destination: 0xc633_64c8, protocolNumber: 17, timeToLive: 64,
          totalLength: 32, fragmentBits: 0xa0b9, offset: 14, payloadOffset: 42))
    #expect(header?.fragmentOffset == 0xb9)
  }

  @Test("Options that were not captured put the payload beyond the end")
  func optionsCut() {
    let packet = C.ipv4([1, 2], options: [UInt8](repeating: 1, count: 40))
    let cut = Array(C.ethernet(0x0800, packet).prefix(34))
    #expect(Self.ipv4(cut)?.payloadOffset == 74)
    #expect(Self.ipv4(Array(cut.dropLast())) == nil)
  }

  @Test("A header that contradicts itself is unreadable; the nearest that does not is read")
  func contradictions() {
    let read: [[UInt8]] = [
      C.ipv4(), C.ipv4(length: 20), C.ipv4(length: 65_535),
      // Captured before a network card cut it into segments.
      C.ipv4(length: 0), C.ipv4(options: [1, 1, 1, 1], length: 24),
    ]
    for packet in read { #expect(Self.ipv4(C.ethernet(0x0800, packet)) != nil) }
    let refused: [[UInt8]] = [
      C.ipv4(length: 19), C.ipv4(length: 1), C.ipv4(first: 0x44), C.ipv4(first: 0x55),
      C.ipv4(first: 0x65), C.ipv4(options: [1, 1, 1, 1], length: 23),
    ]
    for packet in refused { #expect(Self.ipv4(C.ethernet(0x0800, packet)) == nil) }
  }

  @Test("Every field of IPv6")
  func ipv6Fields() {
    let header = Self.ipv6(C.ipv6(17, [1, 2, 3]))
    #expect(
      header
        == IPv6Header(
          source: (0x2001_0db8_0000_0000, 1), destination: (0x2001_0db8_0000_0000, 2),
          nextHeader: 17, hopLimit: 64, payloadLength: 3, offset: 0, protocolNumber: 17,
          payloadOffset: 40))
    #expect(header?.source.high == 0x2001_0db8_0000_0000 && header?.destination.low == 2)
  }

  @Test("Extension headers are walked up to the transport's")
  func extensions() {
    let words = { (next: UInt8, count: Int) in
      [next, UInt8(count - 1)] + [UInt8](repeating: 0, count: 8 * count - 2)
    }
    let tcp = [UInt8](repeating: 0, count: 20)
    for kind: UInt8 in [0, 43, 60, 135, 139, 140] {
      let header = Self.ipv6(C.ipv6(kind, words(6, 3) + tcp))
      #expect(header?.nextHeader == kind)
      #expect(header?.protocolNumber == 6)
      #expect(header?.payloadOffset == 64)
    }
    // Authentication of 24 octets; then destination options; then a first fragment.
    let chain =
      [60, 4] + [UInt8](repeating: 0, count: 22) + words(44, 1) + [17, 0, 0, 1, 0, 0, 0, 1]
    let header = Self.ipv6(C.ipv6(51, chain + tcp))
    #expect(header?.protocolNumber == 17)
    #expect(header?.payloadOffset == 80)
  }

  @Test("A later fragment's data is not taken for a header")
  func fragments() {
    let data = [UInt8](repeating: 0, count: 32)
    let header = Self.ipv6(C.ipv6(44, [60, 0, 0, 9, 0, 0, 0, 1] + data))
    #expect(header?.protocolNumber == 60)
    #expect(header?.payloadOffset == 48)
  }

  @Test("A walk ends with what was captured and with what the packet states")
  func ends() {
    let header = Self.ipv6(C.ipv6(0, [6, 0, 1, 4, 0, 0, 0]))
    #expect(header?.protocolNumber == 0)
    #expect(header?.payloadOffset == 40)
    let long = Self.ipv6(C.ipv6(0, [43, 255] + [UInt8](repeating: 0, count: 30)))
    #expect(long?.protocolNumber == 43)
    #expect(long?.payloadOffset == 40 + 2_048)
    // What follows the stated length is a trailer of the link.
    let trailer = Self.ipv6(
      C.ipv6(0, [60, 0, 1, 4, 0, 0, 0, 0] + [6, 0, 1, 4, 0, 0, 0, 0], length: 8))
    #expect(trailer?.protocolNumber == 60)
    // A jumbogram states none.
    let jumbo = Self.ipv6(
      C.ipv6(0, [60, 0, 1, 4, 0, 0, 0, 0] + [6, 0, 1, 4, 0, 0, 0, 0], length: 0))
    #expect(jumbo?.protocolNumber == 6)
  }

  @Test("Extension headers without end are left at a bound")
  func bound() {
    let endless = [[UInt8]](repeating: [0, 0, 1, 4, 0, 0, 0, 0], count: 4_000).joined()
    let header = Self.ipv6(C.ipv6(0, Array(endless)))
    #expect(header?.protocolNumber == 0)
    #expect(header?.payloadOffset == 40 + 64 * 8)
  }
}
