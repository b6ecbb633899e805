public import Timeline

/// Writes packets as a capture: a file of the form pcap (draft-ietf-opsawg-pcap).
///
/// Equal packets give equal bytes. A packet is written as it is told, whether or not it makes sense;
/// lengths and checksums are right.
public struct CaptureWriter: Sendable {
  /// How the bytes of a packet begin.
  public enum Link: UInt32, Sendable, Hashable {
    /// With an Ethernet header; short frames are filled up to 60 octets, as they arrive.
    case ethernet = 1
    /// With the IP header.
    case raw = 101
  }

  /// The unit of the fractions of a second.
  public enum Precision: UInt32, Sendable, Hashable {
    /// A millionth.
    case microseconds = 0xA1B2_C3D4
    /// A billionth.
    case nanoseconds = 0xA1B2_3C4D
  }

  /// The link.
  public let link: Link
  /// The unit of time.
  public let precision: Precision
  /// Whether the file's own numbers are written as a big-endian host writes them.
  public let isBigEndian: Bool
  /// The most octets of a packet that are kept.
  public let snapLength: Int
  /// What has been written since the start or the last `removeAll`.
  public private(set) var bytes: [UInt8] = []

  /// Begins a file with its header.
  public init(
    link: Link = .ethernet, precision: Precision = .microseconds, isBigEndian: Bool = false,
    snapLength: Int = 65_535, capacity: Int = 0
  ) {
    self.link = link
    self.precision = precision
    self.isBigEndian = isBigEndian
    self.snapLength = max(0, snapLength)
    bytes.reserveCapacity(capacity)
    put32(precision.rawValue)
    put16(2)
    put16(4)
    put32(0)
    put32(0)
    put32(UInt32(truncatingIfNeeded: self.snapLength))
    put32(link.rawValue)
  }

  /// Forgets what has been written, so that a file can be handed over in pieces.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends an IPv4 packet.
  public mutating func append(
    _ packet: PacketDraft, at time: UnixTime, nanoseconds: UInt32 = 0
  ) {
    let start = begin(at: time, nanoseconds: nanoseconds)
    if link == .ethernet {
      bytes.append64(CaptureWriter.addresses.high)
      bytes.append32(CaptureWriter.addresses.low)
      bytes.append16(0x0800)
    }
    append(packet)
    if link == .ethernet {
      while bytes.count - start < 60 { bytes.append(0) }
    }
    end(from: start)
  }

  /// Appends a frame as it is; `originalLength` is what it had on the wire, if not what is given.
  public mutating func append(
    frame: [UInt8], originalLength: Int? = nil, at time: UnixTime, nanoseconds: UInt32 = 0
  ) {
    let start = begin(at: time, nanoseconds: nanoseconds)
    bytes += frame
    end(from: start, originalLength: originalLength)
  }

  /// Two addresses that are locally administered: of the telescope's router and of its collector.
  private static let addresses: (high: UInt64, low: UInt32) = (0x0200_0000_0001_0200, 0x0000_0002)

  private mutating func begin(at time: UnixTime, nanoseconds: UInt32) -> Int {
    put32(UInt32(truncatingIfNeeded: time.seconds))
    put32(precision == .microseconds ? nanoseconds / 1_000 : nanoseconds)
    put32(0)
    put32(0)
    return bytes.count
  }

  private mutating func end(from start: Int, originalLength: Int? = nil) {
    let length = bytes.count - start
    if length > snapLength { bytes.removeLast(length - snapLength) }
    write32(UInt32(truncatingIfNeeded: min(length, snapLength)), at: start - 8)
    write32(UInt32(truncatingIfNeeded: originalLength ?? length), at: start - 4)
  }

  private mutating func put16(_ value: UInt16) {
    bytes.append16(isBigEndian ? value : value.byteSwapped)
  }

  private mutating func put32(_ value: UInt32) {
    bytes.append32(isBigEndian ? value : value.byteSwapped)
  }

  private mutating func write32(_ value: UInt32, at offset: Int) {
    bytes.put32(Int(isBigEndian ? value : value.byteSwapped), at: offset)
  }
}

extension CaptureWriter {
  /// Appends an IPv4 packet without a link header.
  private mutating func append(_ packet: PacketDraft) {
    let start = bytes.count
    bytes.append32(0x4500_0000)
    bytes.append16(packet.identification)
    bytes.append16(packet.fragmentBits)
    bytes.append(packet.timeToLive)
    bytes.append(packet.protocolNumber)
    bytes.append16(0)
    bytes.append32(packet.source)
    bytes.append32(packet.destination)
    let transport = bytes.count
    let checksum = appendTransport(packet)
    bytes.put16(bytes.count - start, at: start + 2)
    bytes.put16(Int(~bytes.sum16(from: start, to: transport)), at: start + 10)
    guard let checksum else { return }
    let length = bytes.count - transport
    var sum = UInt32(bytes.sum16(from: transport, to: bytes.count))
    if packet.protocolNumber != 1 {
      // The pseudo-header of TCP and UDP (RFC 9293, 3.1): addresses, protocol and length.
      sum += packet.source >> 16 + packet.source & 0xFFFF
      sum += packet.destination >> 16 + packet.destination & 0xFFFF
      sum += UInt32(packet.protocolNumber) + UInt32(truncatingIfNeeded: length)
    }
    while sum > 0xFFFF { sum = sum >> 16 + sum & 0xFFFF }
    // A UDP checksum of zero means that there is none (RFC 768).
    let value = ~sum & 0xFFFF
    bytes.put16(Int(value == 0 && packet.protocolNumber == 17 ? 0xFFFF : value), at: checksum)
  }

  /// Appends what stands behind the IP header; gives the place of its checksum.
  private mutating func appendTransport(_ packet: PacketDraft) -> Int? {
    let start = bytes.count
    var checksum: Int?
    switch packet.transport {
    case .tcp(let header):
      bytes.append16(header.sourcePort)
      bytes.append16(header.destinationPort)
      bytes.append32(header.sequence)
      bytes.append32(header.acknowledgement)
      bytes.append(UInt8(truncatingIfNeeded: (20 + header.options.count) << 2))
      bytes.append(header.flags)
      bytes.append16(header.window)
      bytes.append32(0)
      bytes += header.options
      checksum = start + 16
    case .udp(let header):
      bytes.append16(header.sourcePort)
      bytes.append16(header.destinationPort)
      bytes.append16(UInt16(truncatingIfNeeded: 8 + packet.payload.count))
      bytes.append16(0)
      checksum = start + 6
    case .icmp(let header):
      bytes.append(header.type)
      bytes.append(header.code)
      bytes.append16(0)
      bytes.append32(header.rest)
      checksum = start + 2
    case .bare: break
    }
    bytes += packet.payload
    return checksum
  }
}

extension PacketDraft {
  /// The protocol's number in the IP header.
  fileprivate var protocolNumber: UInt8 {
    switch transport {
    case .tcp: 6
    case .udp: 17
    case .icmp: 1
    case .bare(let number): number
    }
  }
}

extension [UInt8] {
  /// The sum of the 16-bit words in a range in ones' complement (RFC 1071).
  fileprivate func sum16(from start: Int, to end: Int) -> UInt16 {
    withUnsafeBufferPointer { buffer in
      var sum: UInt32 = 0
      var index = start
      while index + 1 < end {
        sum &+= UInt32(buffer[index]) << 8 | UInt32(buffer[index + 1])
        index += 2
      }
      if index < end { sum &+= UInt32(buffer[index]) << 8 }
      while sum > 0xFFFF { sum = sum >> 16 + sum & 0xFFFF }
      return UInt16(truncatingIfNeeded: sum)
    }
  }
}
