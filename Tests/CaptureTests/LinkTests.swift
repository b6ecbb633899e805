import Capture
import TestSupport
import Testing

/// What stands between a link's header and the outermost IP header.
struct LinkTests {
  typealias C = CaptureBytes

  static let packet = C.ipv4(last: 9)
  static let packet6 = C.ipv6(17, [UInt8](repeating: 0, count: 8))

  /// Where the IP header begins, with its version; nothing where there is none.
  static func found(_ bytes: [UInt8], _ link: LinkType) -> String {
    switch NetworkLayer(bytes.span.bytes, link: link) {
    case .ipv4(let header): "4 at \(header.offset)"
    case .ipv6(let header): "6 at \(header.offset)"
    case .other(let type): "other \(String(type, radix: 16))"
    case .unreadable: "unreadable"
    case .unknownLink: "unknown"
    }
  }

  @Test("Ethernet, with any tags and with LLC")
  func ethernet() {
    let packet = Self.packet
    let cases: [(bytes: [UInt8], expected: String)] = [
      (C.ethernet(0x0800, packet), "4 at 14"),
      (C.ethernet(0x86dd, Self.packet6), "6 at 14"),
      (C.ethernet(0x8100, [0, 5] + C.u16(0x0800) + packet), "4 at 18"),
      (C.ethernet(0x88a8, [0, 5, 0x81, 0, 0, 6] + C.u16(0x86dd) + Self.packet6), "6 at 22"),
      (C.ethernet(0x9100, [0, 5, 0x81, 0, 0, 6] + C.u16(0x0800) + packet), "4 at 22"),
      (C.ethernet(0x0806, packet), "other 806"),
      (C.ethernet(0x05dc, [0xaa, 0xaa, 3, 0, 0, 0, 8, 0] + packet), "4 at 22"),
      (C.ethernet(48, [0xaa, 0xaa, 3, 0, 0, 0xf8, 8, 0] + packet), "4 at 22"),
      (C.ethernet(48, [0xaa, 0xaa, 3, 0, 0, 0x0c, 8, 0] + packet), "other 0"),
      (C.ethernet(48, [0xaa, 0xaa, 0xe3, 0, 0, 0, 8, 0] + packet), "other 0"),
      (C.ethernet(48, [6, 6, 3] + packet), "4 at 17"),
      (C.ethernet(48, [0x42, 0x42, 3] + packet), "other 0"),
      (C.ethernet(0x8100, [0, 5, 0, 48, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0] + packet), "4 at 26"),
      // Neither a length nor a type.
      (C.ethernet(0x05ff, [6, 6, 3] + packet), "other 0"),
      (
        C.ethernet(0x88e5, [0x20, 0] + [UInt8](repeating: 1, count: 12) + [8, 0] + packet),
        "4 at 30"
      ),
      (C.ethernet(0x88e5, [0, 0, 0, 0, 0, 1, 8, 0] + packet), "4 at 22"),
      (C.ethernet(0x88e5, [0x0c, 0, 0, 0, 0, 1, 8, 0] + packet), "other 88e5"),
      (C.ethernet(0x6558, C.ethernet(0x0800, packet)), "4 at 28"),
    ]
    for item in cases { #expect(Self.found(item.bytes, .ethernet) == item.expected) }
  }

  @Test("Tags without end are left at a bound")
  func bound() {
    let tags = { (count: Int) in
      C.ethernet(
        0x8100,
        Array([[UInt8]](repeating: [0, 5, 0x81, 0], count: count).joined()) + [0, 5, 8, 0]
          + Self.packet)
    }
    #expect(Self.found(tags(14), .ethernet) == "4 at 74")
    #expect(Self.found(tags(15), .ethernet) == "other 0")
    #expect(Self.found(tags(5_000), .ethernet) == "other 0")
  }

  @Test("PPPoE sessions, with PPP's protocol whole or compressed")
  func pppoe() {
    let header: [UInt8] = [0x11, 0, 0, 1, 0, 42]
    #expect(
      Self.found(C.ethernet(0x8864, header + [0, 0x21] + Self.packet), .ethernet) == "4 at 22")
    #expect(Self.found(C.ethernet(0x8864, header + [0x21] + Self.packet), .ethernet) == "4 at 21")
    #expect(
      Self.found(C.ethernet(0x8864, header + [0, 0x57] + Self.packet6), .ethernet) == "6 at 22")
    #expect(
      Self.found(C.ethernet(0x8864, header + [0xc0, 0x21] + Self.packet), .ethernet) == "other 0")
    #expect(Self.found(C.ethernet(0x8864, header), .ethernet) == "unreadable")
  }

  @Test("MPLS labels up to the last, on Ethernet, in PPPoE and by themselves")
  func mpls() {
    let labels: [UInt8] = [0, 1, 0x40, 64, 0, 1, 0x51, 64]
    #expect(Self.found(C.ethernet(0x8847, labels + Self.packet), .ethernet) == "4 at 22")
    #expect(Self.found(C.ethernet(0x8848, labels + Self.packet6), .ethernet) == "6 at 22")
    #expect(Self.found(labels + Self.packet, .mpls) == "4 at 8")
    #expect(Self.found(labels + [0, 0, 0, 0], .mpls) == "other 8847")
    #expect(Self.found(labels, .mpls) == "unreadable")
    #expect(Self.found(Array(labels.prefix(4)), .mpls) == "unreadable")
    let endless = [[UInt8]](repeating: [0, 1, 0x40, 64], count: 2_000).joined()
    #expect(Self.found(Array(endless) + labels + Self.packet, .mpls) == "other 8847")
    let session: [UInt8] = [0x11, 0, 0, 1, 0, 42, 2, 0x81]
    #expect(
      Self.found(C.ethernet(0x8864, session + labels + Self.packet), .ethernet) == "4 at 30")
  }

  @Test("Linux cooked captures of both versions, with and without a tag")
  func cooked() {
    let first: [UInt8] = [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]
    let rest = [UInt8](repeating: 0, count: 18)
    #expect(Self.found(first + [8, 0] + Self.packet, .linuxSLL) == "4 at 16")
    #expect(Self.found(first + [0x86, 0xdd] + Self.packet6, .linuxSLL) == "6 at 16")
    #expect(Self.found(first + [0x81, 0, 0, 5, 8, 0] + Self.packet, .linuxSLL) == "4 at 20")
    #expect(Self.found(first + [0, 4, 0x42, 0x42, 3] + Self.packet, .linuxSLL) == "other 0")
    #expect(Self.found(first + [8, 6] + Self.packet, .linuxSLL) == "other 806")
    #expect(Self.found(first, .linuxSLL) == "unreadable")
    #expect(Self.found([8, 0] + rest + Self.packet, .linuxSLL2) == "4 at 20")
    #expect(Self.found([0x86, 0xdd] + rest + Self.packet6, .linuxSLL2) == "6 at 20")
    #expect(Self.found([0x88, 0xa8] + rest + [0, 5, 8, 0] + Self.packet, .linuxSLL2) == "4 at 24")
    #expect(Self.found(rest, .linuxSLL2) == "unreadable")
  }

  @Test("IP without a link")
  func raw() {
    for link in [LinkType.raw, .rawBSD, .rawOpenBSD] {
      #expect(Self.found(Self.packet, link) == "4 at 0")
      #expect(Self.found(Self.packet6, link) == "6 at 0")
      #expect(Self.found([0x50] + Self.packet, link) == "unreadable")
      #expect(Self.found([], link) == "unreadable")
    }
    #expect(Self.found(Self.packet, .ipv4) == "4 at 0")
    #expect(Self.found(Self.packet6, .ipv4) == "unreadable")
    #expect(Self.found(Self.packet6, .ipv6) == "6 at 0")
    #expect(Self.found(Self.packet, .ipv6) == "unreadable")
  }

  @Test(
    "Loopback: the families of the BSDs and Linux in either byte order", arguments: [false, true])
  func loopback(big: Bool) {
    for link in [LinkType.null, .loop] {
      #expect(Self.found(C.u32(2, big: big) + Self.packet, link) == "4 at 4")
      for family: UInt32 in [10, 24, 28, 30] {
        #expect(Self.found(C.u32(family, big: big) + Self.packet6, link) == "6 at 4")
      }
      #expect(Self.found(C.u32(7, big: big) + Self.packet, link) == "other 0")
      // Linux before 2000 wrote an EtherType, in network byte order.
      #expect(Self.found([0, 0, 8, 0] + Self.packet, link) == "4 at 4")
      #expect(Self.found([0xff, 3, 0, 0x21] + Self.packet, link) == "4 at 4")
      #expect(Self.found([2, 0, 0], link) == "unreadable")
    }
  }

  @Test("Every cut of a header is unreadable, never a wrong one")
  func cuts() {
    let wholes: [(bytes: [UInt8], link: LinkType)] = [
      (C.ethernet(0x88a8, [0, 5, 0x81, 0, 0, 6] + C.u16(0x0800) + C.ipv4([])), .ethernet),
      (C.ethernet(48, [0xaa, 0xaa, 3, 0, 0, 0, 8, 0] + C.ipv4([])), .ethernet),
      (C.ethernet(0x8864, [0x11, 0, 0, 1, 0, 42, 0, 0x21] + C.ipv4([])), .ethernet),
      (C.ethernet(0x8847, [0, 1, 0x40, 64, 0, 1, 0x51, 64] + C.ipv4([])), .ethernet),
      (
        C.ethernet(0x88e5, [0x20, 0] + [UInt8](repeating: 1, count: 12) + [8, 0] + C.ipv4([])),
        .ethernet
      ),
      ([UInt8](repeating: 0, count: 14) + [8, 0] + C.ipv4([]), .linuxSLL),
      ([8, 0] + [UInt8](repeating: 0, count: 18) + C.ipv4([]), .linuxSLL2),
      ([0, 0, 0, 2] + C.ipv4([]), .loop), (C.ipv4([]), .raw), (C.ipv4([]), .ipv4),
      (C.ipv6(6, []), .ipv6), (C.ipv6(6, []), .raw),
    ]
    for (bytes, link) in wholes {
      for count in 0..<bytes.count {
        #expect(Self.found(Array(bytes.prefix(count)), link) == "unreadable")
      }
      #expect(Self.found(bytes, link).contains(" at "))
    }
  }

  @Test("Other links are named where the registry does")
  func names() {
    #expect(Self.found(Self.packet, LinkType(rawValue: 9)) == "unknown")
    #expect(LinkType(rawValue: 9).description == "9 (PPP)")
    #expect(LinkType(rawValue: 150).description == "150 (USER3)")
    #expect(LinkType(rawValue: 60_000).description == "60000")
  }
}
