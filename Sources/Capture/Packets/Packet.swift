/// A packet of a capture, for as long as a sink looks at it.
public struct Packet: ~Escapable {
  /// What was captured, from the link's header on.
  public let bytes: RawSpan
  /// When, as the file has it.
  public let time: PacketTime
  /// The octets that the packet had on the wire.
  public let originalLength: UInt32
  /// How the bytes begin.
  public let link: LinkType
  /// The outermost IP header.
  public let network: NetworkLayer

  /// Creates a packet over captured bytes.
  @inlinable
  @_lifetime(copy bytes)
  public init(
    bytes: RawSpan, time: PacketTime, originalLength: UInt32, link: LinkType,
    network: NetworkLayer
  ) {
    self.bytes = bytes
    self.time = time
    self.originalLength = originalLength
    self.link = link
    self.network = network
  }
}
