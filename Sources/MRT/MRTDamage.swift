/// What can be wrong with an MRT file, each with its clause and with what is done about it.
public enum MRTDamage: Int, CaseIterable, Sendable {
  /// Octets that belong to no record.
  case framing
  /// The file ends within a record.
  case truncated
  /// A record of a type that no document defines.
  case unknownType
  /// A record of a subtype that its type does not define.
  case unknownSubtype
  /// The body does not hold what its subtype says.
  case malformedRecord
  /// A record of a table before the table of its peers.
  case missingPeerTable
  /// An entry that points beyond the table of peers.
  case peerIndex
  /// A BGP message whose marker, length or type is wrong.
  case malformedMessage
  /// An attribute that makes the routes of its message count as withdrawn.
  case treatAsWithdraw
  /// An attribute that is passed over.
  case discardedAttribute
  /// Prefixes that cannot be read.
  case malformedPrefix

  /// The stable name of the finding.
  public var kind: String {
    switch self {
    case .framing: "mrt-framing"
    case .truncated: "mrt-truncated"
    case .unknownType: "mrt-unknown-type"
    case .unknownSubtype: "mrt-unknown-subtype"
    case .malformedRecord: "mrt-malformed-record"
    case .missingPeerTable: "mrt-missing-peer-table"
    case .peerIndex: "mrt-peer-index"
    case .malformedMessage: "bgp-malformed-message"
    case .treatAsWithdraw: "bgp-treat-as-withdraw"
    case .discardedAttribute: "bgp-discarded-attribute"
    case .malformedPrefix: "bgp-malformed-prefix"
    }
  }

  /// What was found, in words, with the clause that it breaks.
  public var detail: String {
    switch self {
    case .framing: "octets that belong to no record (RFC 6396, 2)"
    case .truncated: "the file ends within a record"
    case .unknownType: "a record of an undefined type (RFC 6396, 4)"
    case .unknownSubtype: "a record of an undefined subtype (RFC 6396, 4)"
    case .malformedRecord: "a record that does not hold what its subtype says (RFC 6396, 4)"
    case .missingPeerTable: "a table entry without a PEER_INDEX_TABLE before it (RFC 6396, 4.3)"
    case .peerIndex: "a table entry whose peer is not in the PEER_INDEX_TABLE (RFC 6396, 4.3.4)"
    case .malformedMessage: "a BGP message with a wrong header (RFC 4271, 4.1)"
    case .treatAsWithdraw: "an attribute that cannot be used (RFC 7606, 7)"
    case .discardedAttribute: "an attribute that cannot be read and is not needed (RFC 7606, 7)"
    case .malformedPrefix: "prefixes that cannot be read (RFC 7606, 5.3)"
    }
  }

  /// What was done about it.
  public var disposition: String {
    switch self {
    case .framing: "passed over up to the next record"
    case .truncated: "what came before it was used"
    case .unknownType, .unknownSubtype: "passed over"
    case .malformedRecord, .malformedMessage: "dropped; what its peer holds is unknown"
    case .missingPeerTable, .peerIndex: "dropped"
    case .treatAsWithdraw: "its routes count as withdrawn"
    case .discardedAttribute: "passed over"
    case .malformedPrefix: "changes nothing; what its peer holds is unknown"
    }
  }
}
