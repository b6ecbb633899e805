import MRT
import Net
import Timeline

/// A part as octets, for a merge elsewhere: in the form of checkpoints, with their checks.
extension CollectorBin {
  /// The part as octets. O(changes).
  public var encoded: [UInt8] {
    var writer = CheckpointWriter(.part)
    writer.write(collector)
    writer.write(start.seconds)
    writer.write(end.seconds)
    writer.write(hasNewTable)
    writer.write(sessions.count)
    for session in sessions {
      writer.write(session.peer)
      writer.write(session.isKnown)
      writer.write(session.tableCount4)
      writer.write(session.tableCount6)
    }
    ipv4.write(to: &writer)
    ipv6.write(to: &writer)
    return writer.sealed()
  }

  /// Reads a part. Throws `invalidCheckpoint` for octets that `encoded` did not give.
  public init(decoding bytes: [UInt8]) throws(VisibilityError) {
    var reader = try CheckpointReader(bytes, .part)
    collector = try reader.text()
    start = UnixTime(try reader.time())
    end = UnixTime(try reader.unboundedTime())
    hasNewTable = try reader.flag()
    var sessions: [State] = []
    for _ in 0..<(try reader.count(width: 38)) {
      sessions.append(
        State(
          peer: try reader.peer(), isKnown: try reader.flag(), tableCount4: try reader.tally(),
          tableCount6: try reader.tally()))
    }
    self.sessions = sessions
    ipv4 = try Changes(from: &reader, .ipv4, sessions: sessions.count)
    ipv6 = try Changes(from: &reader, .ipv6, sessions: sessions.count)
    try reader.finish()
  }
}

extension CollectorBin.Changes {
  fileprivate func write(to writer: inout CheckpointWriter) {
    writer.write(prefixes.map(\.length))
    writer.write(prefixes.map(\.address.high))
    writer.write(prefixes.map(\.address.low))
    writer.write(sessions)
    writer.write(isKept.map { $0 ? 1 : 0 } as [UInt8])
    before.write(to: &writer)
    now.write(to: &writer)
  }

  fileprivate init(
    from reader: inout CheckpointReader, _ family: IPFamily, sessions count: Int
  ) throws(VisibilityError) {
    let lengths: [UInt8] = try reader.numbers()
    let highs: [UInt64] = try reader.numbers()
    let lows: [UInt64] = try reader.numbers()
    guard highs.count == lengths.count, lows.count == lengths.count,
      lengths.allSatisfy({ $0 <= family.bits })
    else { throw CheckpointReader.malformed("prefix") }
    prefixes = lengths.indices.map {
      Prefix(high: highs[$0], low: lows[$0], length: lengths[$0], family: family)
    }
    sessions = try reader.numbers()
    guard sessions.allSatisfy({ $0 < count }) else { throw CheckpointReader.malformed("session") }
    isKept = (try reader.numbers() as [UInt8]).map { $0 != 0 }
    guard isKept.count == prefixes.count else { throw CheckpointReader.malformed("flag") }
    before = try CollectorRows(from: &reader, columns: sessions.count)
    now = try CollectorRows(from: &reader, columns: sessions.count)
  }
}

extension CollectorRows {
  fileprivate func write(to writer: inout CheckpointWriter) {
    writer.write(words)
    writer.write(positions)
    writer.write(origins)
    writer.write(bits)
  }

  fileprivate init(
    from reader: inout CheckpointReader, columns: Int
  ) throws(VisibilityError) {
    words = try reader.number(
      from: max((columns + 63) / 64, 1), to: RoutingState.sessionLimit / 64, "number of sessions")
    positions = try reader.numbers()
    origins = try reader.numbers()
    bits = try reader.numbers()
    guard origins.count == positions.count, bits.count == positions.count * words else {
      throw CheckpointReader.malformed("row")
    }
  }
}
