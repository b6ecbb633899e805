import Inflate

/// An input that is open: its octets, its reader, and the results that are read and not yet given.
struct ProbeStream {
  /// The results that are read at a time.
  static let batch = 4_096
  /// The results by whose times a leap is judged.
  static let lookahead = 15

  let index: Int
  private let feed: ByteFeed
  private(set) var reader: ProbeReader
  private(set) var results: [ProbeResult] = []
  /// The next result.
  private(set) var next = 0
  /// Whether all octets are read; a scan of ZMap gives its probes only then.
  private var isReadOut = false
  private var isClosed = false
  /// Where this input stands in time: the time of its next result, unless that leaps ahead.
  private(set) var key: Int64 = .min
  private var latest: Int64 = .min

  /// Opens an input.
  init(
    _ input: ProbeInput, index: Int, includesRepliesOnly: Bool, _ probers: inout ProberTable
  ) throws(ProbeInputError) {
    self.index = index
    feed = try input.open()
    reader = ProbeReader(input, includesRepliesOnly: includesRepliesOnly, &probers)
  }

  /// Whether all has been given.
  var isAtEnd: Bool { next == results.count && isClosed }

  /// The damage of the compressed stream.
  var damage: [StreamDamage] { feed.damage }

  /// Reads on until more results stand ready than a leap is judged by, or all is read.
  mutating func fill(_ probers: inout ProberTable) throws(ProbeInputError) {
    guard needsMore else { return }
    results.removeSubrange(..<next)
    next = 0
    while !isClosed, results.count < ProbeStream.batch { try readOn(&probers) }
  }

  /// Whether so few results stand ready that `fill` has something to do.
  var needsMore: Bool { results.count - next <= ProbeStream.lookahead && !isClosed }

  private mutating func readOn(_ probers: inout ProberTable) throws(ProbeInputError) {
    if isReadOut {
      isClosed = reader.scan?.give(ProbeStream.batch, into: &results) != true
      return
    }
    let isComplete = feed.isComplete
    let used = try feed.withWindow { window throws(ProbeInputError) in
      try reader.read(
        window, isComplete: isComplete, most: ProbeStream.batch, into: &results, &probers)
    }
    feed.consume(used)
    if isComplete {
      guard feed.windowCount == 0 || used == 0 else { return }
      feed.consume(feed.windowCount)
      isReadOut = true
      reader.closeScan(isDamaged: !feed.damage.isEmpty)
      isClosed = reader.scan == nil
    } else if results.count < ProbeStream.batch {
      do throws(InflateError) { _ = try feed.fillMore() } catch { throw .unreadable(error) }
    }
  }

  /// Judges the time of the next result; a leap ahead by more than `settle` milliseconds counts only if
  /// half of the results behind it are there too.
  mutating func judge(settle: Int64) {
    guard next < results.count else { return }
    let time = results[next].milliseconds
    if latest == .min || time > latest + settle {
      let after = results[next...].prefix(ProbeStream.lookahead).map(\.milliseconds).sorted()
      let isLeap = time > after[(after.count - 1) / 2] + settle
      // Where the next one stands that lies not further back than what was given.
      key = isLeap ? after.first { $0 >= latest } ?? time : time
    } else {
      key = time
    }
  }

  /// Takes the next result; says whether it lies further back than `settle` milliseconds.
  mutating func take(settle: Int64) -> (result: ProbeResult, isBackwards: Bool) {
    let result = results[next]
    next += 1
    let isBackwards = latest != .min && result.milliseconds < latest - settle
    latest = max(latest, key)
    return (result, isBackwards)
  }

  /// Counts what was given.
  mutating func count(_ result: ProbeResult, isBackwards: Bool) {
    reader.counts.probes &+= 1
    if result.isReply { reader.counts.replies &+= 1 }
    if isBackwards { reader.findings.record(.backwards) }
  }
}
