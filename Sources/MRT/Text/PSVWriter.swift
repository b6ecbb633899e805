import Net

/// Writes elements as lines of fields apart by `|`, as `bgpdump -m` prints them.
///
/// Times are seconds since 1970 with microseconds where the record tells them. An absent
/// MULTI_EXIT_DISC or LOCAL_PREF is `0` in this form, which cannot tell the difference. Messages that
/// are no UPDATE have no line.
public struct PSVWriter: Sendable {
  /// Whether large communities stand behind communities, as `bgpdump -m -l` prints them.
  public let hasLargeCommunities: Bool

  /// Creates a writer.
  public init(hasLargeCommunities: Bool = false) {
    self.hasLargeCommunities = hasLargeCommunities
  }

  /// Appends the line of an element, or nothing where it has none.
  public func append(_ element: borrowing MRTElement, to text: inout [UInt8]) {
    if case .message = element.kind { return }
    appendHead(of: element, to: &text)
    appendRoute(of: element, to: &text)
    appendTail(of: element, to: &text)
  }

  /// Appends what stands before the prefix.
  func appendHead(of element: borrowing MRTElement, to text: inout [UInt8]) {
    appendRecordName(of: element, to: &text)
    text.append("|")
    text.append(decimal: element.seconds)
    if let micros = element.microseconds {
      text.append(".")
      text.append(micros: micros)
    }
    switch element.kind {
    case .tableEntry: text.append(text: "|B|")
    case .announcement: text.append(text: "|A|")
    case .withdrawal: text.append(text: "|W|")
    case .stateChange: text.append(text: "|STATE|")
    case .message: break
    }
    text.append(element.peer.address)
    text.append("|")
    text.append(decimal: element.peer.asn.rawValue)
    if case .stateChange(let old, let new) = element.kind {
      text.append("|")
      text.append(decimal: UInt32(old))
      text.append("|")
      text.append(decimal: UInt32(new))
    }
  }

  /// Appends the prefix and its path identifier.
  func appendRoute(of element: borrowing MRTElement, to text: inout [UInt8]) {
    if let prefix = element.prefix {
      text.append("|")
      text.append(prefix)
    }
    if let pathID = element.pathID {
      text.append("|")
      text.append(decimal: pathID)
    }
  }

  /// Appends what stands behind them, and the line's end.
  func appendTail(of element: borrowing MRTElement, to text: inout [UInt8]) {
    if let attributes = element.attributes { append(attributes, of: element, to: &text) }
    text.append("\n")
  }

  private func appendRecordName(of element: borrowing MRTElement, to text: inout [UInt8]) {
    switch element.recordType {
    case .tableDump: text.append(text: "TABLE_DUMP")
    case .tableDumpV2: text.append(text: "TABLE_DUMP2")
    case .bgp4mp: text.append(text: "BGP4MP")
    case .bgp4mpET: text.append(text: "BGP4MP_ET")
    default: text.append(text: "BGP")
    }
    if element.isLocal { text.append(text: "_LOCAL") }
    if element.pathID != nil { text.append(text: "_AP") }
  }

  private func append(
    _ attributes: PathAttributes, of element: borrowing MRTElement, to text: inout [UInt8]
  ) {
    text.append("|")
    if let path = attributes.asPath { text.append(path) }
    text.append("|")
    if let origin = attributes.origin { text.append(text: origin.name) }
    text.append("|")
    if let nextHop = element.nextHop { text.append(nextHop) }
    text.append("|")
    text.append(decimal: attributes.localPreference ?? 0)
    text.append("|")
    text.append(decimal: attributes.multiExitDiscriminator ?? 0)
    // Lines of the first format have the field only where there is something to put into it.
    let isFirstFormat = element.recordType == .bgp
    if !isFirstFormat || !attributes.communities.isEmpty {
      text.append("|")
      text.append(attributes.communities) { $0.append($1) }
    }
    if hasLargeCommunities, !isFirstFormat {
      text.append("|")
      text.append(attributes.largeCommunities) { $0.append($1) }
    }
    text.append(text: attributes.isAtomicAggregate ? "|AG|" : "|NAG|")
    if let aggregator = attributes.aggregator {
      text.append(decimal: aggregator.asn.rawValue)
      text.append(" ")
      text.append(aggregator.address)
    }
    text.append("|")
  }
}

extension [UInt8] {
  /// Appends the items of a list apart by spaces.
  @inline(__always)
  mutating func append<Item>(_ items: [Item], _ appendItem: (inout [UInt8], Item) -> Void) {
    var isFirst = true
    for item in items {
      if !isFirst { append(" ") }
      isFirst = false
      appendItem(&self, item)
    }
  }
}
