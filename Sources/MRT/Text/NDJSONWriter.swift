import Net

/// Writes elements as one JSON object a line, every one with the same fields: `null` for what is
/// absent, numbers as numbers, paths and communities in the text that routers print.
///
/// Messages that are no UPDATE have no line.
public struct NDJSONWriter: Sendable {
  /// Creates a writer.
  public init() {}

  /// Appends the line of an element, or nothing where it has none.
  public func append(_ element: borrowing MRTElement, to text: inout [UInt8]) {
    switch element.kind {
    case .tableEntry: text.append(text: "{\"type\":\"B\"")
    case .announcement: text.append(text: "{\"type\":\"A\"")
    case .withdrawal: text.append(text: "{\"type\":\"W\"")
    case .stateChange: text.append(text: "{\"type\":\"STATE\"")
    case .message: return
    }
    text.append(text: ",\"time\":")
    text.append(decimal: element.seconds)
    // A second or more of microseconds is no fraction of one.
    if let micros = element.microseconds, micros < 1_000_000 {
      text.append(".")
      text.append(micros: micros)
    }
    text.append(text: ",\"record\":\"")
    text.append(text: recordName(element.recordType))
    text.append(text: element.isLocal ? "\",\"local\":true" : "\",\"local\":false")
    text.append(text: ",\"peer\":\"")
    text.append(element.peer.address)
    text.append(text: "\",\"peer_asn\":")
    text.append(decimal: element.peer.asn.rawValue)
    appendStates(element, to: &text)
    text.append(field: ",\"prefix\":", text: element.prefix) { $0.append($1) }
    text.append(text: ",\"safi\":")
    let safi: StaticString =
      element.prefix == nil ? "null" : element.isMulticast ? "\"multicast\"" : "\"unicast\""
    text.append(text: safi)
    text.append(field: ",\"path_id\":", number: element.pathID)
    text.append(field: ",\"originated\":", number: element.originated)
    text.append(text: ",\"broken_list\":")
    text.append(text: element.prefix == nil ? "null" : element.isOfBrokenList ? "true" : "false")
    if let attributes = element.attributes {
      append(attributes, nextHop: element.nextHop, to: &text)
    } else {
      text.append(text: NDJSONWriter.absent)
    }
    text.append(text: "}\n")
  }

  /// The fields of attributes for elements without them.
  private static let absent: StaticString = """
    ,"as_path":null,"origin_asns":null,"origin":null,"next_hop":null,"local_pref":null,"med":null,\
    "communities":null,"large_communities":null,"extended_communities":null,\
    "atomic_aggregate":null,"aggregator":null,"originator_id":null,"cluster_list":null,\
    "other_attributes":null
    """

  private func recordName(_ type: MRTType) -> StaticString {
    switch type {
    case .tableDump: "TABLE_DUMP"
    case .tableDumpV2: "TABLE_DUMP_V2"
    case .bgp4mp: "BGP4MP"
    case .bgp4mpET: "BGP4MP_ET"
    default: "BGP"
    }
  }

  private func appendStates(_ element: borrowing MRTElement, to text: inout [UInt8]) {
    var states: (UInt32, UInt32)?
    if case .stateChange(let old, let new) = element.kind { states = (UInt32(old), UInt32(new)) }
    text.append(field: ",\"old_state\":", number: states?.0)
    text.append(field: ",\"new_state\":", number: states?.1)
  }

  private func append(
    _ attributes: PathAttributes, nextHop: IPAddress?, to text: inout [UInt8]
  ) {
    text.append(field: ",\"as_path\":", text: attributes.asPath) { $0.append($1) }
    text.append(field: ",\"origin_asns\":", list: attributes.asPath?.origins ?? [], quote: false) {
      $0.append(decimal: $1.rawValue)
    }
    text.append(field: ",\"origin\":", text: attributes.origin) { $0.append(text: $1.name) }
    text.append(field: ",\"next_hop\":", text: nextHop) { $0.append($1) }
    text.append(field: ",\"local_pref\":", number: attributes.localPreference)
    text.append(field: ",\"med\":", number: attributes.multiExitDiscriminator)
    text.append(field: ",\"communities\":", list: attributes.communities) { $0.append($1) }
    text.append(field: ",\"large_communities\":", list: attributes.largeCommunities) {
      $0.append($1)
    }
    text.append(field: ",\"extended_communities\":", list: attributes.extendedCommunities) {
      $0.append(hexadecimal: $1.rawValue)
    }
    text.append(text: ",\"atomic_aggregate\":")
    text.append(text: attributes.isAtomicAggregate ? "true" : "false")
    text.append(text: ",\"aggregator\":")
    if let aggregator = attributes.aggregator {
      text.append(text: "{\"asn\":")
      text.append(decimal: aggregator.asn.rawValue)
      text.append(field: ",\"address\":", text: aggregator.address) { $0.append($1) }
      text.append("}")
    } else {
      text.append(text: "null")
    }
    text.append(field: ",\"originator_id\":", text: attributes.originatorID) { $0.append($1) }
    text.append(field: ",\"cluster_list\":", list: attributes.clusterList) { $0.append($1) }
    text.append(field: ",\"other_attributes\":", list: attributes.others, quote: false) {
      $0.append(text: "{\"code\":")
      $0.append(decimal: UInt32($1.code))
      $0.append(text: ",\"flags\":")
      $0.append(decimal: UInt32($1.flags))
      $0.append(text: ",\"value\":\"")
      $0.append(hexadecimal: $1.value)
      $0.append(text: "\"}")
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(field: StaticString, number: UInt32?) {
    append(text: field)
    if let number { append(decimal: number) } else { append(text: "null") }
  }

  fileprivate mutating func append<Value>(
    field: StaticString, text value: Value?, _ appendValue: (inout [UInt8], Value) -> Void
  ) {
    append(text: field)
    guard let value else { return append(text: "null") }
    append("\"")
    appendValue(&self, value)
    append("\"")
  }

  fileprivate mutating func append<Value>(
    field: StaticString, list: [Value], quote: Bool = true,
    _ appendValue: (inout [UInt8], Value) -> Void
  ) {
    append(text: field)
    guard !list.isEmpty else { return append(text: "null") }
    append("[")
    var isFirst = true
    for value in list {
      if !isFirst { append(",") }
      isFirst = false
      if quote { append("\"") }
      appendValue(&self, value)
      if quote { append("\"") }
    }
    append("]")
  }
}
