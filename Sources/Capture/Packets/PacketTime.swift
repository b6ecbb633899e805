/// When a packet was captured, in the units of its file.
public struct PacketTime: Hashable, Sendable {
  /// Whole seconds since 1970-01-01 UTC.
  public var seconds: Int64
  /// What is beyond them, in units of `1 / unitsPerSecond`; a damaged file may hold a second or more.
  public var fraction: UInt64
  /// The units of a second: 1,000,000 or 1,000,000,000, or what a pcapng interface states.
  public var unitsPerSecond: UInt64

  /// Creates a time.
  @inlinable
  public init(seconds: Int64, fraction: UInt64 = 0, unitsPerSecond: UInt64 = 1_000_000) {
    self.seconds = seconds
    self.fraction = fraction
    self.unitsPerSecond = unitsPerSecond
  }

  /// The time of a packet whose file says none, as the Simple Packet Block of pcapng does not.
  public static let unknown = PacketTime(seconds: .min)

  /// Whether the file says no time for the packet.
  @inlinable
  public var isUnknown: Bool { seconds == .min }
}
