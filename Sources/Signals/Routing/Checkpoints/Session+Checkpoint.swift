import MRT

extension Session {
  func write(to writer: inout CheckpointWriter) {
    writer.write(collector)
    writer.write(peer)
    writer.write(column4)
    writer.write(column6)
    writer.write(knowledge.rawValue)
    writer.write(isBroken)
    writer.write(optional: lastHeard)
    writer.write(tableCount4)
    writer.write(tableCount6)
    writer.write(latest)
    writer.write(segment)
    writer.write(note)
  }

  init(from reader: inout CheckpointReader, collectors: Int) throws(VisibilityError) {
    let collector = try reader.number(to: collectors - 1, "collector")
    let peer = try reader.peer()
    let column4 = try reader.number(from: -1, to: RoutingState.sessionLimit, "column")
    let column6 = try reader.number(from: -1, to: RoutingState.sessionLimit, "column")
    guard let knowledge = Knowledge(rawValue: try reader.number()) else {
      throw CheckpointReader.malformed("session")
    }
    self.init(
      collector: collector, peer: peer, knowledge: knowledge, isBroken: try reader.flag())
    self.column4 = column4
    self.column6 = column6
    if let time = try reader.optionalTime() { hear(at: time) }
    tableCount4 = try reader.number(to: PrefixIndex.limit, "number of prefixes")
    tableCount6 = try reader.number(to: PrefixIndex.limit, "number of prefixes")
    latest = try reader.unboundedTime()
    segment = try reader.unboundedTime()
    note = try reader.tally()
  }
}
