/// All that is counted of one packet, without its bytes.
struct Observation: Sendable, Equatable {
  /// What became of the packet.
  enum Outcome: Sendable, Equatable {
    case notIPv4
    case otherDestination
    case removed(PacketFilter)
    case passed
  }

  /// When it was captured.
  var seconds: Int64
  var outcome: Outcome
  /// The source; 0 of what is no IPv4.
  var source: UInt32 = 0
  /// The packets that it stands for: one, or those of a flow.
  var packets: UInt32 = 1
  /// Their octets as their headers state them.
  var bytes: UInt64 = 0
  var isTruncated = false
  var isUndecided = false
  /// Whether it was sent from an address that the telescope watches, to another.
  var isFromInside = false
}
