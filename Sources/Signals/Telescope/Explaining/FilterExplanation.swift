public import Capture
public import Inflate
public import Timeline

/// Counts what each filter does to a capture, with an example of each.
///
/// Any capture can be explained, of a telescope or not. Memory: up to 24 MiB, and about four octets a
/// source.
public struct FilterExplanation: PacketSink, Sendable {
  private let schedule: FilterSchedule
  private var totals = TelescopeTotals()
  private var matched = [Int](repeating: 0, count: PacketFilter.allCases.count)
  private var removedExamples: [PacketFilter: PacketExample] = [:]
  private var matchedExamples: [PacketFilter: PacketExample] = [:]
  /// The filters of which there are both examples.
  private var known: FilterSet = []
  private var removedKnown: FilterSet = []
  private var sources = SourceSet()
  private var passing = SourceSet()
  private var file = ""
  private var number = 0

  /// Creates an explanation of nothing.
  public init(_ options: FilterOptions = FilterOptions()) { schedule = FilterSchedule(options) }

  /// Explains a capture or flow records, behind what was explained before, and returns what was wrong
  /// with the file. In an example of flow records `packet` is the record's number.
  public mutating func read(_ input: CaptureInput) throws(InflateError) -> [Finding] {
    begin(file: input.name)
    return try input.read(packetsOrFlowsInto: &self)
  }

  /// Says which file the next packets are of.
  public mutating func begin(file: String) {
    self.file = file
    number = 0
  }

  /// Counts a packet.
  public mutating func packet(_ packet: borrowing Packet) {
    number += 1
    totals.packets += 1
    let isTruncated = packet.bytes.byteCount < Int(packet.originalLength)
    if isTruncated { totals.truncated += 1 }
    guard case .ipv4(let ip) = packet.network else {
      totals.notIPv4 += 1
      return
    }
    sources.insert(ip.source)
    let matching = FilterSet(matching: packet, ip)
    let enabled = schedule.enabled(at: packet.time.seconds)
    var rest = matching.rawValue
    while rest != 0 {
      matched[rest.trailingZeroBitCount] += 1
      rest &= rest &- 1
    }
    guard let filter = matching.intersection(enabled).first else {
      totals.passed += 1
      passing.insert(ip.source)
      if isTruncated, !FilterSet(undecidable: packet, ip).isDisjoint(with: enabled) {
        totals.undecided += 1
      }
      if !known.isSuperset(of: matching) { keep(packet, ip, matching) }
      return
    }
    totals.removed[Int(filter.rawValue)] += 1
    if !known.isSuperset(of: matching) { keep(packet, ip, matching) }
    if !removedKnown.contains(FilterSet(filter)) {
      removedKnown.insert(FilterSet(filter))
      removedExamples[filter] = PacketExample(packet, ip, file: file, number: number)
    }
  }

  /// Counts the packets of a flow record, which is one number and one example.
  mutating func flow(_ row: FlowRow) {
    number += 1
    guard row.packets > 0 else { return }
    let packets = Int(row.packets)
    totals.packets += packets
    sources.insert(row.source)
    let matching = row.filters
    let example = PacketExample(row, file: file, number: number)
    for filter in matching.filters {
      matched[Int(filter.rawValue)] += packets
      if !known.contains(FilterSet(filter)) { matchedExamples[filter] = example }
    }
    known.formUnion(matching)
    guard let filter = matching.intersection(schedule.enabled(at: row.time)).first else {
      totals.passed += packets
      passing.insert(row.source)
      return
    }
    totals.removed[Int(filter.rawValue)] += packets
    if !removedKnown.contains(FilterSet(filter)) {
      removedKnown.insert(FilterSet(filter))
      removedExamples[filter] = example
    }
  }

  private mutating func keep(
    _ packet: borrowing Packet, _ ip: IPv4Header, _ matching: FilterSet
  ) {
    for filter in matching.subtracting(known).filters {
      matchedExamples[filter] = PacketExample(packet, ip, file: file, number: number)
    }
    known.formUnion(matching)
  }

  /// What was counted so far; the example of a filter is the first packet that it removed, or else the
  /// first that it matched.
  public mutating func report(findings: [Finding] = []) -> ExplainReport {
    ExplainReport(
      totals: totals, matched: matched,
      examples: matchedExamples.merging(removedExamples) { $1 },
      ipv4Sources: sources.count(), passedSources: passing.count(), findings: findings)
  }
}
