public import Capture

/// A packet that was read, with a copy of what it borrowed.
public struct ReadPacket: Hashable, Sendable {
  /// What was captured.
  public let bytes: [UInt8]
  /// When.
  public let time: PacketTime
  /// The octets on the wire.
  public let originalLength: UInt32
  /// How the bytes begin.
  public let link: LinkType
  /// The outermost IP header.
  public let network: NetworkLayer
}
