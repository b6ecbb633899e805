/// What one source sent.
public struct SourceCount: Sendable, Equatable {
  /// The source's IPv4 address.
  public var address: UInt32
  /// Its packets.
  public var packets: UInt64
  /// Their octets as their headers state them.
  public var bytes: UInt64

  /// Creates a count.
  @inlinable
  public init(address: UInt32, packets: UInt64, bytes: UInt64) {
    self.address = address
    self.packets = packets
    self.bytes = bytes
  }
}
