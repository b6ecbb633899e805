import Inflate
import Probing
import Timeline

/// Keeps the results of a feed.
struct ProbeCollector: ProbeSink {
  var results: [ProbeResult] = []

  mutating func take(_ result: ProbeResult) { results.append(result) }
}

/// What a feed gives of texts.
struct ProbeReading {
  var results: [ProbeResult]
  var counts: [ProbeCounts]
  var findings: FindingLog
  var probers: [String]

  init(
    _ inputs: [ProbeInput], settle: Int = 60, includesRepliesOnly: Bool = false
  ) throws(ProbeInputError) {
    var feed = ProbeFeed(inputs, settle: settle, includesRepliesOnly: includesRepliesOnly)
    var sink = ProbeCollector()
    try feed.read(into: &sink)
    results = sink.results
    counts = feed.counts
    findings = feed.findings
    probers = feed.probers.names
  }

  init(
    _ text: String, name: String = "vp1.csv", options: ProbeInputOptions = ProbeInputOptions()
  ) throws(ProbeInputError) {
    try self.init([ProbeInput(bytes: Array(text.utf8), name: name, options: options)])
  }

  /// The results as short lines: milliseconds since `base`, address, reply, prober, round-trip time.
  func lines(since base: Int64 = 0) -> [String] {
    results.map {
      let a = $0.address
      let address = "\(a >> 24).\(a >> 16 & 255).\(a >> 8 & 255).\(a & 255)"
      return "\($0.milliseconds - base) \(address) \($0.isReply ? 1 : 0)"
        + " \(probers[Int($0.prober)]) \($0.roundTrip)"
    }
  }
}
