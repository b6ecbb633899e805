import JSON

/// A JSON object of probe results of any maker: what it said, as far as it is known here.
struct ProbeRecord {
  /// A packet of RIPE Atlas.
  struct Packet {
    var isError = false
    var isTimeout = false
    var isDuplicate = false
    var roundTrip: Double?
    /// Where the answer came from, where that is another address than the first answer's.
    var source: String?

    /// Whether a time between sending and answer is said, which makes it an answer.
    var isAnswer: Bool { (roundTrip ?? -1) >= 0 && (roundTrip ?? .infinity).isFinite }
  }

  /// An answer that scamper heard.
  struct Response {
    var from: String?
    var sequence: Int64?
    var icmpType: Int64?
    var roundTrip: Double?
    var sent: Int64?
  }

  // Of one's own: time, address, replied, rtt, prober.
  var time: String?
  var address: String?
  var replied: String?
  var roundTrip: Double?
  var prober: String?
  // RIPE Atlas and scamper.
  var type: String?
  var probe: String?
  var timestamp: Double?
  var target: String?
  var lastSynchronised: Double?
  var packets: [Packet]?
  var start: Int64?
  var sentCount: Int64?
  var wait: Double?
  var responses: [Response]?
  var hostname: String?

  /// Reads an object; what is unknown in it is passed over.
  init(_ bytes: [UInt8]) throws(JSONScanner.Failure) {
    var scanner = JSONScanner(bytes)
    try scanner.enter(0x7B)
    var isFirst = true
    while let key = try scanner.nextKey(&isFirst) { try take(key, &scanner) }
    guard scanner.isAtEnd() else { throw JSONScanner.Failure(offset: 0, expected: "one object") }
  }

  private mutating func take(
    _ key: String, _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) {
    switch key {
    case "time": time = try scanner.optionalString()
    case "address": address = try scanner.optionalString()
    case "replied": replied = try scanner.optionalString()
    case "rtt": roundTrip = try ProbeRecord.number(&scanner)
    case "prober": prober = try scanner.optionalString()
    case "type": type = try scanner.optionalString()
    case "prb_id": probe = try scanner.optionalString()
    case "timestamp": timestamp = try ProbeRecord.number(&scanner)
    case "dst_addr", "addr", "dst": target = try scanner.optionalString()
    case "lts": lastSynchronised = try ProbeRecord.number(&scanner)
    case "result": packets = try ProbeRecord.packets(&scanner)
    case "start": start = try ProbeRecord.instant(&scanner)
    case "ping_sent": sentCount = try ProbeRecord.integer(&scanner)
    case "wait": wait = try ProbeRecord.number(&scanner)
    case "responses": responses = try ProbeRecord.responses(&scanner)
    case "hostname": hostname = try scanner.optionalString()
    default: try scanner.skipValue()
    }
  }

  /// A number; nothing for a value of another kind.
  private static func number(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> Double? {
    guard scanner.peek() == .number else {
      try scanner.skipValue()
      return nil
    }
    return try scanner.number()
  }

  private static func integer(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> Int64? {
    Int64(exactly: (try number(&scanner) ?? .nan).rounded(.down))
  }

  /// The milliseconds of `{"sec":…,"usec":…}`.
  private static func instant(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> Int64? {
    guard scanner.peek() == .object else {
      try scanner.skipValue()
      return nil
    }
    var seconds: Int64?
    var microseconds: Int64 = 0
    try scanner.enter(0x7B)
    var isFirst = true
    while let key = try scanner.nextKey(&isFirst) {
      switch key {
      case "sec": seconds = try integer(&scanner)
      case "usec": microseconds = try integer(&scanner) ?? 0
      default: try scanner.skipValue()
      }
    }
    guard let seconds, (0..<ProbeTime.end / 1_000).contains(seconds) else { return nil }
    return ProbeTime.inRange(seconds * 1_000 + min(max(0, microseconds), 999_999) / 1_000)
  }

  private static func packets(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> [Packet]? {
    guard scanner.peek() == .array else {
      try scanner.skipValue()
      return nil
    }
    var packets: [Packet] = []
    try scanner.enter(0x5B)
    var isFirst = true
    while try scanner.nextElement(&isFirst) {
      guard scanner.peek() == .object else {
        try scanner.skipValue()
        continue
      }
      var packet = Packet()
      try scanner.enter(0x7B)
      var isFirstKey = true
      while let key = try scanner.nextKey(&isFirstKey) {
        switch key {
        case "x":
          packet.isTimeout = true
          try scanner.skipValue()
        case "error":
          packet.isError = true
          try scanner.skipValue()
        case "dup":
          packet.isDuplicate = true
          try scanner.skipValue()
        case "rtt": packet.roundTrip = try number(&scanner)
        case "src_addr", "srcaddr": packet.source = try scanner.optionalString()
        default: try scanner.skipValue()
        }
      }
      packets.append(packet)
    }
    return packets
  }

  private static func responses(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Failure) -> [Response]? {
    guard scanner.peek() == .array else {
      try scanner.skipValue()
      return nil
    }
    var responses: [Response] = []
    try scanner.enter(0x5B)
    var isFirst = true
    while try scanner.nextElement(&isFirst) {
      guard scanner.peek() == .object else {
        try scanner.skipValue()
        continue
      }
      var response = Response()
      try scanner.enter(0x7B)
      var isFirstKey = true
      while let key = try scanner.nextKey(&isFirstKey) {
        switch key {
        case "from": response.from = try scanner.optionalString()
        case "seq": response.sequence = try integer(&scanner)
        case "icmp_type": response.icmpType = try integer(&scanner)
        case "rtt": response.roundTrip = try number(&scanner)
        case "tx": response.sent = try instant(&scanner)
        default: try scanner.skipValue()
        }
      }
      responses.append(response)
    }
    return responses
  }
}
