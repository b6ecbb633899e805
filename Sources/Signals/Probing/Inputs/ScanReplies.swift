/// Who answered a scan of ZMap, of whom it asked: from both follow its probes in order of time.
struct ScanReplies {
  private let asked: ZMapScan
  private let prober: UInt16
  /// The replies as milliseconds since `base`, 32 bits, and address.
  private var replies: [UInt64] = []
  /// The probes in order of time, once the file is read: milliseconds, a bit of the reply, address.
  private var probes: [UInt64] = []
  private var next = 0
  /// The replies from addresses that were no targets.
  private var strangers = 0
  /// Who answered outside the scan's time, of whom nobody knows whether it answered this scan.
  private var outside: [UInt32] = []
  /// The rows that could not be read: replies of nobody knows whom.
  private var unread = 0
  /// Replies may come that much before and after the scan, in milliseconds: clocks differ.
  private static let margin: Int64 = 600_000

  init(_ asked: ZMapScan, prober: UInt16) {
    self.asked = asked
    self.prober = prober
  }

  private var base: Int64 { asked.sending.lowerBound - ScanReplies.margin }

  /// Takes a first reply.
  mutating func take(_ result: ProbeResult, _ findings: inout ProbeFindings, _ line: Int) {
    guard result.milliseconds >= base,
      result.milliseconds <= asked.sending.upperBound + ScanReplies.margin
    else {
      outside.append(result.address)
      return findings.record(.outsideScan, place: "line \(line)")
    }
    guard asked.holds(result.address) else {
      strangers += 1
      return findings.record(.notTarget, place: "line \(line)")
    }
    replies.append(
      UInt64(bitPattern: result.milliseconds - base) << 32 | UInt64(result.address))
  }

  /// Counts a row that could not be read.
  mutating func missRow() { unread += 1 }

  /// Whether more of the replies are strange than are the scan's, or many are outside its time, so that
  /// nothing can be said of who is silent: the targets or the time are those of another scan.
  var isOfOthers: Bool {
    strangers + outside.count > replies.count
      || ScanReplies.isMany(outside.count, of: replies.count + outside.count)
  }

  /// Whether so many rows could not be read that nobody knows who answered.
  var isUnread: Bool { ScanReplies.isMany(unread, of: replies.count + unread) }

  /// More than one in a hundred, but for a few.
  private static func isMany(_ count: Int, of all: Int) -> Bool {
    count > 10 && count * 100 > all || count * 2 > all
  }

  /// Puts the replies alone in order, each address once: who was silent is not known.
  mutating func closeReplies(_ findings: inout ProbeFindings) {
    sortReplies(&findings)
    probes = replies.map { ($0 >> 32) << 33 | 1 << 32 | ($0 & 0xFFFF_FFFF) }
    replies = []
    probes.sort()
  }

  /// Sorts replies by address, and leaves the first of each.
  private mutating func sortReplies(_ findings: inout ProbeFindings) {
    replies.sort { ($0 & 0xFFFF_FFFF, $0) < ($1 & 0xFFFF_FFFF, $1) }
    var kept = 0
    for index in replies.indices {
      let reply = replies[index]
      if kept > 0, UInt32(truncatingIfNeeded: replies[kept - 1] ^ reply) == 0 { continue }
      replies[kept] = reply
      kept += 1
    }
    findings.record(.duplicateReply, count: replies.count - kept)
    replies.removeLast(replies.count - kept)
  }

  /// Puts all probes in order. O(targets · log targets).
  mutating func close(_ findings: inout ProbeFindings) {
    sortReplies(&findings)
    probes.reserveCapacity(asked.targets.count)
    let length = UInt64(asked.sending.upperBound - asked.sending.lowerBound)
    let unknown = Set(outside)
    outside = []
    var reply = 0
    for target in asked.targets {
      // All replies are of targets, and both are in order.
      if reply < replies.count, UInt32(truncatingIfNeeded: replies[reply]) == target {
        probes.append((replies[reply] >> 32) << 33 | 1 << 32 | UInt64(target))
        reply += 1
      } else if !unknown.contains(target) {
        let share = ScanReplies.hash(UInt64(target) ^ UInt64(asked.sending.lowerBound) << 20)
        let offset = UInt64(ScanReplies.margin) + share.multipliedFullWidth(by: length).high
        probes.append(offset << 33 | UInt64(target))
      }
    }
    replies = []
    probes.sort()
  }

  /// Gives the next probes; false when there are none left.
  mutating func give(_ most: Int, into results: inout [ProbeResult]) -> Bool {
    let end = min(probes.count, next + most)
    for probe in probes[next..<end] {
      results.append(
        ProbeResult(
          milliseconds: base + Int64(probe >> 33), address: UInt32(truncatingIfNeeded: probe),
          isReply: (probe >> 32) & 1 == 1, prober: prober))
    }
    next = end
    return next < probes.count
  }

  private static func hash(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension ZMapScan {
  /// Whether an address is a target. O(log targets).
  func holds(_ address: UInt32) -> Bool {
    var (low, high) = (0, targets.count)
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < address { low = middle + 1 } else { high = middle }
    }
    return low < targets.count && targets[low] == address
  }
}
