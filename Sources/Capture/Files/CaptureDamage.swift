/// What can be wrong with a capture, each with its clause and with what is done about it.
public enum CaptureDamage: Int, CaseIterable, Sendable {
  /// A file header of a version or a kind that is not read.
  case header
  /// Octets that belong to no packet and no block.
  case framing
  /// The file ends within a packet or a block.
  case truncated
  /// A pcapng block that does not hold what its type says.
  case malformedBlock
  /// A packet of an interface that the section does not describe.
  case unknownInterface
  /// A packet without a time.
  case missingTime
  /// A time whose fraction is a second or more.
  case fraction

  /// The stable name of the finding.
  public var kind: String {
    switch self {
    case .header: "capture-header"
    case .framing: "capture-framing"
    case .truncated: "capture-truncated"
    case .malformedBlock: "capture-malformed-block"
    case .unknownInterface: "capture-unknown-interface"
    case .missingTime: "capture-missing-time"
    case .fraction: "capture-fraction"
    }
  }

  /// What was found, in words, with the clause that it breaks.
  public var detail: String {
    switch self {
    case .header:
      "a header of a version or kind that is not read (pcap draft, 4; pcapng draft, 4.1)"
    case .framing: "octets that belong to no packet (pcap draft, 5; pcapng draft, 3.1)"
    case .truncated: "the file ends within a packet"
    case .malformedBlock: "a block that does not hold what its type says (pcapng draft, 4)"
    case .unknownInterface: "a packet of an interface that is not described (pcapng draft, 4.2)"
    case .missingTime: "a packet without a time, in a Simple Packet Block (pcapng draft, 4.4)"
    case .fraction: "a time whose fraction is a second or more (pcap draft, 5)"
    }
  }

  /// What was done about it.
  public var disposition: String {
    switch self {
    case .header: "nothing behind it was read"
    case .framing: "passed over up to the next packet"
    case .truncated: "what came before it was used"
    case .malformedBlock, .unknownInterface: "dropped"
    case .missingTime: "delivered without a time"
    case .fraction: "delivered as it stands"
    }
  }
}
