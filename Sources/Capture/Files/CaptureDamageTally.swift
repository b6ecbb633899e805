public import Timeline

/// How often each kind of damage was found in a capture, and where first; which packets are of links
/// that are not taken apart; and what the file is where it is no capture.
public struct CaptureDamageTally: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: CaptureDamage.allCases.count)
  private var places = [UInt64](repeating: 0, count: CaptureDamage.allCases.count)
  /// Where the last gap in the framing ended.
  private var gapEnd: UInt64?
  /// The octets that belong to no packet.
  public private(set) var lostOctets: UInt64 = 0
  /// The packets of each link type that is not taken apart.
  public private(set) var unknownLinks: [LinkType: Int] = [:]
  /// What the file is, where it is neither pcap nor pcapng.
  private var foreignFormat: CaptureFormat?

  /// Creates an empty tally.
  public init() {}

  /// Counts damage at an offset of the decompressed file; `octets` were lost by it.
  ///
  /// A gap in the framing that begins where the last one ended is the same one, seen through several
  /// windows.
  mutating func record(_ damage: CaptureDamage, at offset: UInt64, octets: Int = 0) {
    if damage == .framing {
      defer { gapEnd = offset &+ UInt64(octets) }
      if gapEnd == offset {
        lostOctets &+= UInt64(octets)
        return
      }
    }
    if counts[damage.rawValue] == 0 { places[damage.rawValue] = offset }
    counts[damage.rawValue] += 1
    lostOctets &+= UInt64(octets)
  }

  /// Counts a packet of a link that is not taken apart.
  mutating func recordUnknown(_ link: LinkType) { unknownLinks[link, default: 0] += 1 }

  /// Notes that the file is no capture.
  mutating func record(foreign format: CaptureFormat) { foreignFormat = format }

  /// How often a kind was found.
  public func count(of damage: CaptureDamage) -> Int { counts[damage.rawValue] }

  /// Whether nothing was found.
  public var isEmpty: Bool {
    foreignFormat == nil && unknownLinks.isEmpty && counts.allSatisfy { $0 == 0 }
  }

  /// The tally as findings of the named input.
  public func findings(source: String) -> [Finding] {
    var findings: [Finding] = []
    if case .other(let name) = foreignFormat {
      findings.append(
        Finding(
          kind: "capture-format", source: source,
          detail: "neither pcap nor pcapng, but \(name ?? "a format that nobody here knows")",
          disposition: "not read"))
    }
    findings += CaptureDamage.allCases.filter { count(of: $0) > 0 }.map { damage in
      let lost = damage == .framing || damage == .truncated
      return Finding(
        kind: damage.kind, source: source, place: "byte \(places[damage.rawValue])",
        detail: damage.detail + (lost ? "; \(lostOctets) octets lost in all" : ""),
        disposition: damage.disposition, count: count(of: damage))
    }
    guard !unknownLinks.isEmpty else { return findings }
    let links = unknownLinks.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let listed = links.prefix(8).map { "\($0.key) (\($0.value) packets)" }
    let more = links.count > listed.count ? ["and \(links.count - listed.count) more"] : []
    findings.append(
      Finding(
        kind: "capture-unknown-link", source: source,
        detail: "link types that are not taken apart: "
          + (listed + more).joined(separator: ", "),
        disposition: "counted", count: links.reduce(0) { $0 + $1.value }))
    return findings
  }
}
