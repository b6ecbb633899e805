import JSON
import Net

/// Turns JSON records into results.
struct RecordReader {
  /// The most packets to one address that are taken from a record.
  static let mostPackets = 256
  /// The seconds after which the clock of a probe of RIPE Atlas is not trusted to be in step.
  static let longestUnsynchronised = 600.0

  /// The number for records that name no prober.
  private(set) var prober: UInt16
  /// Whether the prober's name was given, so that a file's own does not replace it.
  let isNamed: Bool
  private(set) var findings = ProbeFindings()
  private(set) var format: ProbeFormat?

  init(prober: UInt16, isNamed: Bool) {
    self.prober = prober
    self.isNamed = isNamed
  }

  /// Reads the record that begins at a line.
  mutating func read(
    _ bytes: [UInt8], line: Int, _ results: inout [ProbeResult], _ probers: inout ProberTable
  ) {
    guard let record = try? ProbeRecord(bytes) else {
      return skip(.badRecord, line, String(decoding: bytes.prefix(60), as: UTF8.self))
    }
    if let hostname = record.hostname, record.type == "cycle-start", !isNamed,
      hostname.utf8.count <= ProberNames.longest, let number = probers.number(of: hostname)
    {
      prober = number
    }
    if record.address != nil, record.replied != nil {
      // One's own, whatever else it says: no maker has both.
      plain(record, line, &results, &probers)
    } else if record.probe != nil {
      atlas(record, line, &results, &probers)
    } else if record.type != nil {
      scamper(record, line, &results)
    } else {
      plain(record, line, &results, &probers)
    }
  }

  /// Counts something that was left out.
  mutating func skip(
    _ kind: ProbeFindings.Kind, _ line: Int, _ example: @autoclosure () -> String = ""
  ) {
    findings.record(kind, place: "line \(line)", example())
  }

  /// The IPv4 address of a text; counts what is none.
  private mutating func address(_ text: String?, _ line: Int) -> UInt32? {
    guard let text, let address = IPAddress(text) else {
      skip(.badAddress, line, text.map { String($0.prefix(60)) } ?? "no target")
      return nil
    }
    guard address.family == .ipv4 else {
      skip(.ipv6, line)
      return nil
    }
    return address.ipv4
  }

  private mutating func plain(
    _ record: ProbeRecord, _ line: Int, _ results: inout [ProbeResult],
    _ probers: inout ProberTable
  ) {
    guard record.time != nil || record.replied != nil else {
      return skip(.badRecord, line, "no time, address and replied")
    }
    format = format ?? .ndjson
    guard let time = ProbeTime.milliseconds(Array((record.time ?? "").utf8)) else {
      return skip(.badTime, line)
    }
    guard let address = address(record.address, line) else { return }
    let isReply: Bool
    switch record.replied {
    case "1", "true": isReply = true
    case "0", "false": isReply = false
    default: return skip(.badReply, line)
    }
    var number = prober
    if let name = record.prober {
      guard name.utf8.count <= ProberNames.longest, let known = probers.number(of: name) else {
        return skip(.badProber, line)
      }
      number = known
    }
    results.append(
      ProbeResult(
        milliseconds: time, address: address, isReply: isReply, prober: number,
        roundTrip: microseconds(record.roundTrip, line)))
  }

  private mutating func atlas(
    _ record: ProbeRecord, _ line: Int, _ results: inout [ProbeResult],
    _ probers: inout ProberTable
  ) {
    format = format ?? .atlas
    guard record.type == nil || record.type == "ping", let packets = record.packets else {
      return skip(.otherRecord, line, record.type ?? "no packets")
    }
    guard let seconds = record.timestamp,
      let time = Int64(exactly: (seconds * 1_000).rounded(.down)).flatMap(ProbeTime.inRange)
    else { return skip(.badTime, line) }
    guard record.target != nil else { return skip(.noProbe, line, "no target address") }
    guard let address = address(record.target, line) else { return }
    guard let name = record.probe, name.utf8.count <= ProberNames.longest,
      let number = probers.number(of: name)
    else { return skip(.badProber, line) }
    let since = record.lastSynchronised ?? 0
    if since < 0 || since > RecordReader.longestUnsynchronised {
      skip(.clock, line, "probe \(name), \(Int(max(-1, min(since, 1e9)))) s")
    }
    limit(packets.count, line)
    let isPlain = RecordReader.isFromTarget(packets, address)
    for packet in packets.prefix(RecordReader.mostPackets) {
      guard !packet.isError, packet.isTimeout || packet.isAnswer else {
        skip(.noProbe, line, packet.isError ? "" : "neither answered nor unanswered")
        continue
      }
      if packet.isDuplicate {
        skip(.duplicateReply, line)
        continue
      }
      var isReply = !packet.isTimeout
      let isOwn =
        packet.source.map { IPAddress($0) == IPAddress(ipv4: address) } ?? isPlain
      if isReply, !isOwn {
        skip(.foreignReply, line, String((packet.source ?? "source not said").prefix(60)))
        isReply = false
      }
      // All packets of a record share its time: when each was sent is not said.
      results.append(
        ProbeResult(
          milliseconds: time, address: address, isReply: isReply, prober: number,
          roundTrip: isReply ? microseconds(packet.roundTrip, line) : 0))
    }
  }

  /// Whether answers that name no source came from the address itself.
  ///
  /// A packet's source is said where it differs from the first answer's: if another answer says that it
  /// came from the address, the first one, and all that are like it, did not.
  private static func isFromTarget(_ packets: [ProbeRecord.Packet], _ address: UInt32) -> Bool {
    let target = IPAddress(ipv4: address)
    let answers = packets.filter { !$0.isError && $0.isAnswer }
    if let first = answers.first?.source { return IPAddress(first) == target }
    return !answers.contains { $0.source.flatMap { IPAddress($0) } == target }
  }

  private mutating func scamper(
    _ record: ProbeRecord, _ line: Int, _ results: inout [ProbeResult]
  ) {
    format = format ?? .scamper
    guard record.type == "ping" else {
      return skip(.otherRecord, line, String((record.type ?? "").prefix(60)))
    }
    guard let start = record.start else { return skip(.badTime, line) }
    guard let address = address(record.target, line) else { return }
    let responses = record.responses ?? []
    let sent = Int(clamping: record.sentCount ?? Int64(responses.count))
    guard sent > 0 else { return skip(.noProbe, line) }
    limit(sent, line)
    let count = min(sent, RecordReader.mostPackets)
    let wait = min(max(record.wait ?? 1, 0), 3_600) * 1_000
    var packets = (0..<count).map {
      ProbeResult(
        milliseconds: start + Int64(Double($0) * wait), address: address, isReply: false,
        prober: prober)
    }
    for response in responses {
      // Packets beyond the limit are not looked at, nor are their replies.
      if let number = response.sequence, number >= Int64(count), number < Int64(sent) { continue }
      // A reply that does not say to which packet is one to some packet: nobody is silent who answered.
      let number = response.sequence.flatMap { $0 >= 0 && $0 < Int64(count) ? Int($0) : nil }
      let index = number ?? packets.firstIndex { !$0.isReply } ?? 0
      if number != nil, let sent = response.sent { packets[index].milliseconds = sent }
      // Type 0 is the echo reply; probes by TCP and UDP have none.
      guard response.from.flatMap({ IPAddress($0) }) == IPAddress(ipv4: address),
        (response.icmpType ?? 0) == 0
      else {
        skip(.foreignReply, line, response.from.map { String($0.prefix(60)) } ?? "")
        continue
      }
      guard !packets[index].isReply else {
        skip(.duplicateReply, line)
        continue
      }
      packets[index].isReply = true
      packets[index].roundTrip = microseconds(response.roundTrip, line)
    }
    results += packets.filter { ProbeTime.inRange($0.milliseconds) != nil }
  }

  private mutating func limit(_ packets: Int, _ line: Int) {
    if packets > RecordReader.mostPackets { skip(.manyPackets, line, "\(packets)") }
  }

  private mutating func microseconds(_ milliseconds: Double?, _ line: Int) -> UInt32 {
    guard let milliseconds else { return 0 }
    guard milliseconds >= 0, milliseconds < 4_000_000 else {
      skip(.badRoundTrip, line)
      return 0
    }
    return UInt32(milliseconds * 1_000)
  }
}
