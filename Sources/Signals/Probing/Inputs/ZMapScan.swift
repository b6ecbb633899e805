/// What a scan of ZMap was asked to do: its targets and when it sent.
///
/// ZMap lists who answered. All other targets were probed in vain, at a time that nobody wrote down:
/// it is spread over the scan by a hash of the address, because ZMap sends in a random order too. A
/// time at the scan's start would make every block's first probe an unanswered one.
public struct ZMapScan: Equatable, Sendable {
  /// The targets, ascending, each once.
  public let targets: [UInt32]
  /// When ZMap sent, in milliseconds since 1970.
  public let sending: Range<Int64>
  /// The packets that it sent, where that is known.
  public let sent: Int?

  /// Whether it was said to last more than seven days, so that nobody knows when a target was asked.
  public let isTooLong: Bool

  /// Whether fewer packets were sent than there are targets: the scan was cut short, shared with others
  /// or kept from some, and nobody wrote down which targets were asked; or whether it is too long.
  public var isIncomplete: Bool { (sent ?? .max) < targets.count || isTooLong }

  /// Creates a scan. An end before the start is taken for it; a scan is cut at seven days.
  public init(targets: [UInt32], start: Int64, end: Int64, sent: Int? = nil) {
    var sorted = targets.sorted()
    var count = 0
    for target in sorted where count == 0 || sorted[count - 1] != target {
      sorted[count] = target
      count += 1
    }
    sorted.removeLast(sorted.count - count)
    self.targets = sorted
    self.sent = sent
    let start = min(max(0, start), ProbeTime.end)
    isTooLong = end > start + 7 * 86_400_000
    sending = start..<min(max(end, start + 1), start + 7 * 86_400_000)
  }

  /// Reads the targets from a file of an address a line, and when ZMap sent from its metadata file.
  public init(targets: ProbeInput, metadata: ProbeInput) throws(ProbeInputError) {
    let (sending, sent) = try ZMapScan.sending(metadata)
    self.init(
      targets: try ZMapScan.addresses(targets), start: sending.lowerBound,
      end: sending.upperBound, sent: sent)
  }

  /// Reads the targets from a file of an address a line; what is none is passed over.
  public init(targets: ProbeInput, start: Int64, end: Int64) throws(ProbeInputError) {
    self.init(targets: try ZMapScan.addresses(targets), start: start, end: end)
  }
}
