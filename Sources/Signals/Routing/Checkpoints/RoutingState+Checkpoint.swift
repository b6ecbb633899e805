import MRT
import Net

extension RoutingState {
  /// Writes all that is known between two bins.
  func write(to writer: inout CheckpointWriter) {
    let waiting = collectors.reduce(0) { $0 + $1.segments.values.reduce(0) { $0 + $1.count } }
    writer.reserve(
      8 * (v4.routes.bits.count + v6.routes.bits.count) + 16 * (v4.index.count + waiting)
        + 24 * v6.index.count)
    writer.write(binStart)
    writer.write(latest)
    writer.write(hasNewTable)
    tally.write(to: &writer)
    writer.write(collectors.count)
    let end = binStart == .min ? .min : binStart + Int64(options.bin)
    for collector in collectors { collector.write(to: &writer, at: end) }
    writer.write(sessions.count)
    for session in sessions { session.write(to: &writer) }
    v4.write(to: &writer)
    v6.write(to: &writer)
    for collector in collectors { collector.writeSegments(to: &writer) }
  }

  /// Reads what was written into a state without routes.
  mutating func read(from reader: inout CheckpointReader) throws(VisibilityError) {
    binStart = try reader.unboundedTime()
    latest = try reader.time()
    hasNewTable = try reader.flag()
    tally = try RouteTally(from: &reader)
    var names: Set<String> = []
    for _ in 0..<(try reader.count(width: 20)) {
      let collector = try CollectorState(from: &reader)
      guard names.insert(collector.name).inserted else {
        throw CheckpointReader.malformed("collector")
      }
      collectors.append(collector)
    }
    var columns4: [Int: UInt32] = [:]
    var columns6: [Int: UInt32] = [:]
    for number in 0..<(try reader.number(to: RoutingState.sessionLimit, "number of sessions")) {
      let session = try Session(from: &reader, collectors: collectors.count)
      let asn = session.peer.asn.rawValue
      guard collectors[session.collector].numbers.updateValue(number, forKey: session.peer) == nil,
        session.column4 < 0 || columns4.updateValue(asn, forKey: session.column4) == nil,
        session.column6 < 0 || columns6.updateValue(asn, forKey: session.column6) == nil
      else { throw CheckpointReader.malformed("session") }
      collectors[session.collector].sessions.append(number)
      sessions.append(session)
    }
    try v4.read(from: &reader, asns: columns4)
    try v6.read(from: &reader, asns: columns6)
    for collector in collectors.indices {
      collectors[collector].segments = try segments(from: &reader)
    }
  }

  /// Reads the events of a collector that wait.
  private func segments(
    from reader: inout CheckpointReader
  ) throws(VisibilityError) -> [Int64: [RouteEvent]] {
    var segments: [Int64: [RouteEvent]] = [:]
    for _ in 0..<(try reader.count(width: 16)) {
      let start = try reader.time()
      let count = try reader.count(width: 16)
      var events: [RouteEvent] = []
      events.reserveCapacity(count)
      for _ in 0..<count {
        let event = RouteEvent(
          head: try reader.number(), target: try reader.number(), origin: try reader.number(),
          pathID: try reader.number())
        let isKnown =
          switch event.kind {
          case .announce4, .withdraw4: event.target < v4.index.count
          case .announce6, .withdraw6: event.target < v6.index.count
          case .clock, .unreadableRecord: true
          case .heard, .reset, .unreadable: true
          }
        guard isKnown, event.session < sessions.count || event.isOfNobody else {
          throw CheckpointReader.malformed("event")
        }
        events.append(event)
      }
      guard segments.updateValue(events, forKey: start) == nil else {
        throw CheckpointReader.malformed("segment")
      }
    }
    return segments
  }
}

extension RouteTally {
  private static let fields: [any WritableKeyPath<RouteTally, Int> & Sendable] = [
    \.tableRoutes, \.announced, \.withdrawn, \.late, \.foreignFirst, \.silences,
    \.sessionsRefused, \.prefixesRefused, \.strangeTimes,
  ]

  fileprivate func write(to writer: inout CheckpointWriter) {
    for field in RouteTally.fields { writer.write(self[keyPath: field]) }
  }

  fileprivate init(from reader: inout CheckpointReader) throws(VisibilityError) {
    self.init()
    for field in RouteTally.fields { self[keyPath: field] = try reader.tally() }
  }
}
