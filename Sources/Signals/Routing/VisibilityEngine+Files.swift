import Inflate
import MRT
import Timeline

extension VisibilityEngine {
  /// Reads an update file of a collector; what it says waits for its bins.
  ///
  /// `end` is when the file's updates end, as far as that is known: of one that is cut short all that
  /// came until then is lost.
  mutating func read(
    updates file: ArchiveFile, of collector: Int, from time: Int64?, until end: Int64?
  ) throws(VisibilityError) {
    // The state moves into the sink and back, so that its tables are never shared and copied.
    var sink = UpdateSink(
      state: RoutingState(options: state.options), collector: collector, base: time)
    swap(&sink.state, &state)
    defer {
      sink.leave()
      swap(&sink.state, &state)
    }
    var reader = RouteReader()
    let isWhole = try read(file, with: &reader, into: &sink)
    if !isWhole || reader.damage.count(of: .truncated) > 0 { sink.loseRest(until: end) }
  }

  /// Reads a table of a collector and puts it in force, if it is whole or need not be.
  mutating func load(
    table file: ArchiveFile, of collector: Int, at time: Int64
  ) throws(VisibilityError) {
    let isStaged = state.collectors[collector].sessions.contains { number in
      let session = state.sessions[number]
      return session.column4 >= 0 && state.v4.routes.counts[session.column4] > 0
        || session.column6 >= 0 && state.v6.routes.counts[session.column6] > 0
    }
    var sink = TableSink(
      state: RoutingState(options: state.options), collector: collector, time: time,
      isStaged: isStaged)
    swap(&sink.state, &state)
    defer { swap(&sink.state, &state) }
    var reader = RouteReader()
    let isWhole: Bool
    do throws(VisibilityError) {
      isWhole = try read(file, with: &reader, into: &sink)
    } catch {
      sink.discard()
      throw error
    }
    let lost: [MRTDamage] = [
      .framing, .truncated, .malformedRecord, .missingPeerTable, .peerIndex,
    ]
    if !isWhole || sink.isDamaged || lost.contains(where: { reader.damage.count(of: $0) > 0 }) {
      guard state.options.allowPartialRIB else {
        sink.discard()
        throw .partialTable(file.path)
      }
      findings.record(
        Finding(
          kind: "bgp-partial-table", source: file.path, detail: "a table that is not whole",
          disposition: "applied as far as it goes, as asked"))
    }
    sink.commit()
  }

  /// Reads the records of a file; false where bytes were lost before they became records.
  private mutating func read(
    _ file: ArchiveFile, with reader: inout RouteReader, into sink: inout some RouteSink
  ) throws(VisibilityError) -> Bool {
    let feed = try file.open()
    do {
      try reader.readAll(feed, into: &sink)
    } catch {
      throw .unreadable(file.path, reason: "\(error)")
    }
    for finding in reader.damage.findings(source: file.path) { findings.record(finding) }
    for damage in feed.damage {
      findings.record(
        Finding(
          kind: "compressed-damage", source: file.path,
          place: "byte \(damage.compressedOffset)", detail: damage.description,
          disposition: "what could be decompressed was used"))
    }
    return !feed.damage.contains { $0.kind != .trailing }
  }

  /// What was wrong with the files, and what the engine counted.
  var allFindings: FindingLog {
    var log = findings
    func note(_ kind: String, _ count: Int, _ detail: String, _ disposition: String) {
      guard count > 0 else { return }
      log.record(
        Finding(
          kind: kind, source: "bgp", detail: detail, disposition: disposition, count: count))
    }
    let tally = state.tally
    note(
      "bgp-late", tally.late, "records whose bin had ended when they were read",
      "counted in the bin that was open")
    note(
      "bgp-first-as", tally.foreignFirst,
      "routes whose first ASN is not the peer's (RFC 4271, 6.3)",
      state.options.requireFirstAS ? "dropped" : "kept")
    note(
      "bgp-silence", tally.silences, "sessions that fell silent for \(state.options.silence) s",
      "unknown until their next table or start")
    note(
      "bgp-strange-time", tally.strangeTimes, "records more than a day from their file's time",
      "counted at the time of what stood before them")
    note(
      "bgp-sessions-refused", tally.sessionsRefused, "records of sessions beyond the limit",
      "passed over")
    note(
      "bgp-prefixes-refused", tally.prefixesRefused, "routes to prefixes beyond the limit",
      "passed over")
    return log
  }
}
