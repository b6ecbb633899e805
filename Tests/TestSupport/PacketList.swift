public import Capture

/// Keeps all packets of a capture, and what was wrong with it.
public struct PacketList: PacketSink, Equatable, Sendable {
  /// The packets, in the file's order.
  public private(set) var packets: [ReadPacket] = []
  /// What was wrong.
  public var damage = CaptureDamageTally()

  /// Creates an empty list.
  public init() {}

  /// Reads a file that lies in memory, all of it in one window.
  public init(_ bytes: [UInt8]) {
    var reader = CaptureReader()
    _ = reader.read(bytes.span.bytes, isComplete: true, into: &self)
    damage = reader.damage
  }

  /// Reads a file through windows that grow by `step` octets, as those of a pipe do; `limit` is the
  /// most octets that a window may come to hold.
  public init?(_ bytes: [UInt8], step: Int, limit: Int) {
    var reader = CaptureReader()
    var start = 0
    var end = min(step, bytes.count)
    while true {
      let isComplete = end == bytes.count
      let (consumed, needed) = reader.read(
        bytes.span.bytes.extracting(start..<end), isComplete: isComplete, into: &self)
      start += consumed
      if isComplete { break }
      guard needed <= limit else { return nil }
      end = min(bytes.count, max(end + step, start + needed))
    }
    guard start == bytes.count else { return nil }
    damage = reader.damage
  }

  /// Keeps a copy of the packet.
  public mutating func packet(_ packet: borrowing Packet) {
    let bytes = packet.bytes.withUnsafeBytes { Array($0) }
    let (time, length) = (packet.time, packet.originalLength)
    let (link, network) = (packet.link, packet.network)
    packets.append(
      ReadPacket(
        bytes: bytes, time: time, originalLength: length, link: link, network: network))
  }
}
