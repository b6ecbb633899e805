extension RemovedTraffic {
  /// A packet of it. `draw` belongs to the packet; `source` is no host's first or last address, and
  /// neither is `destination`.
  func draft(from source: UInt32, to destination: UInt32, draw: UInt64) -> PacketDraft {
    let port = UInt16(10_000 + draw >> 8 % 50_000)
    let number = UInt16(truncatingIfNeeded: draw >> 40)
    let sequence = UInt32(truncatingIfNeeded: draw >> 16)
    let lifetime = UInt8(40 + draw >> 32 % 70)
    var packet = PacketDraft(
      from: self.source(source, destination: destination, draw: draw), to: destination,
      timeToLive: lifetime, identification: number, .bare(protocolNumber: 47))
    func syn(to target: UInt16, flags: UInt8 = 2, window: UInt16 = 8_192) -> PacketDraft.Transport {
      .tcp(
        PacketDraft.TCP(from: port, to: target, sequence: sequence, flags: flags, window: window))
    }
    func datagram(_ from: UInt16, _ to: UInt16, _ payload: [UInt8]) {
      packet.transport = .udp(PacketDraft.UDP(from: from, to: to))
      packet.payload = payload
    }
    switch self {
    case .abnormalProtocol:
      // No flags, a "Christmas tree", RST with ACK, and a tunnel.
      let flags: [UInt8] = [0, 0x29, 0x14]
      if draw % 4 < 3 { packet.transport = syn(to: 445, flags: flags[Int(draw % 4)]) }
    case .forgedLifetime:
      packet.timeToLive = 200 + lifetime % 56
      packet.transport = syn(to: 22_000 + number % 1_000, window: 65_535)
    case .fragmented:
      packet.transport = .bare(protocolNumber: 17)
      packet.fragmentBits = 185
      packet.payload = [UInt8](repeating: 0x58, count: 64)
    case .lastByte0, .lastByte255, .toItself, .unroutable: packet.transport = syn(to: 8_080)
    case .udpPort0: datagram(draw & 1 == 0 ? 0 : port, draw & 1 == 0 ? port : 0, [1, 2, 3, 4])
    case .tcpPort0: packet.transport = syn(to: 0)
    case .udpPort80: datagram(port, 80, [UInt8](repeating: 0x46, count: 20))
    case .massScan:
      packet.timeToLive = 230 + lifetime % 20
      packet.transport = syn(to: 8_443, window: 1_024)
    case .udp0x31:
      datagram(
        port, 1_434, [0, 0, 0, 0, 0, 0, 0, 0, 0x31, 0] + [UInt8](repeating: 0, count: 20))
    case .sipStatus: datagram(5_060, 5_060, RemovedTraffic.sipAnswer)
    case .length96: datagram(port, 6_881, [UInt8](repeating: 0x11, count: 68))
    case .length1500: datagram(port, 27_015, [UInt8](repeating: 0x22, count: 1_472))
    case .port53: datagram(port, 53, RemovedTraffic.question)
    case .port23: packet.transport = syn(to: 23, window: 1_024 + number % 60_000)
    case .port80: packet.transport = draw & 1 == 0 ? syn(to: 80) : answer(from: 80, 0x12, sequence)
    case .port5000: packet.transport = syn(to: 5_000)
    case .nameAnswer: datagram(port, 20_000 + number % 9_999, RemovedTraffic.answered)
    case .netbios: datagram(137, 137, RemovedTraffic.netbiosQuestion)
    case .backscatter: setBackscatter(of: &packet, draw: draw, sequence: sequence)
    case .bitTorrent: datagram(6_881, port, RemovedTraffic.peerQuestion)
    }
    return packet
  }

  /// An answer of someone whom a flood hit that bore our address.
  private func setBackscatter(of packet: inout PacketDraft, draw: UInt64, sequence: UInt32) {
    let services: [UInt16] = [443, 22, 25_565, 8_000]
    let service = services[Int(draw >> 4 % 4)]
    switch draw % 8 {
    case ..<5: packet.transport = answer(from: service, 0x12, sequence)
    case 5: packet.transport = answer(from: service, 0x04, sequence)
    default:
      let types: [(UInt8, UInt8)] = [(3, 1), (3, 3), (11, 0), (0, 0)]
      let (type, code) = types[Int(draw >> 6 % 4)]
      packet.transport = .icmp(PacketDraft.ICMP(type: type, code: code))
      packet.payload = [UInt8](repeating: 0x45, count: 28)
    }
  }

  private func answer(
    from service: UInt16, _ flags: UInt8, _ sequence: UInt32
  ) -> PacketDraft.Transport {
    .tcp(
      PacketDraft.TCP(
        from: service, to: 20_000 + UInt16(sequence % 30_000), sequence: sequence,
        acknowledgement: sequence &+ 1, flags: flags, window: 29_200))
  }

  private static let sipAnswer = Array(
    "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 0.0.0.0:5060\r\n\r\n".utf8)

  /// The name of the root's example and its type and class, as questions hold them.
  private static let name: [UInt8] =
    [7] + Array("example".utf8) + [3] + Array("com".utf8) + [0, 0, 1, 0, 1]

  private static let question: [UInt8] = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name

  private static let answered: [UInt8] =
    [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + name
    + [0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 0x0E, 0x10, 0, 4, 192, 0, 2, 1]

  private static let netbiosQuestion: [UInt8] =
    [0x12, 0x34, 0, 0x10, 0, 1, 0, 0, 0, 0, 0, 0, 0x20] + Array("CK".utf8)
    + [UInt8](repeating: 0x41, count: 30) + [0, 0, 0x21, 0, 1]

  private static let peerQuestion =
    Array("d1:ad2:id20:".utf8) + [UInt8](repeating: 0x61, count: 20)
    + Array("9:info_hash20:".utf8) + [UInt8](repeating: 0x62, count: 20)
    + Array("e1:q9:get_peers1:t2:aa1:y1:qe".utf8)
}
