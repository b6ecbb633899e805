import Capture

/// Takes packets and flow records.
protocol FlowSink: PacketSink {
  /// Takes a flow record.
  mutating func flow(_ row: FlowRow)
}

extension TelescopeAccumulator: FlowSink {
  mutating func flow(_ row: FlowRow) { take(row) }
}

extension OneWayCheck: FlowSink {
  /// Looks at the packets of a flow record, where the addresses are known that should not speak.
  ///
  /// Nothing of it without: rows put packets together and are in no order, so that none of them can
  /// be told to be an answer.
  mutating func flow(_ row: FlowRow) {
    look(flowFrom: row.source, to: row.destination, packets: Int(row.packets))
  }
}

extension CheckingSink: FlowSink {}

extension FilterExplanation: FlowSink {}
