public import Net
public import Timeline

/// The origins of every address: the longest of the prefixes over it decides.
///
/// Immutable, and may be used from any thread. A million prefixes take about 40 MB.
public struct OriginTable: Sendable {
  /// Where the table is from.
  public let provenance: SourceProvenance
  /// What was odd.
  public internal(set) var findings: FindingLog
  /// The number of different prefixes.
  public let count: Int

  private let ipv4: AddressPieces<UInt32>
  private let ipv6: AddressPieces<UInt128>
  /// For each prefix its length and where its origins stand in `sets`.
  private let entries: [Entry]
  private let sets: [[ASN]]

  private struct Entry: Sendable {
    let length: UInt8
    let set: UInt32
  }

  /// Creates a table of prefixes and their origins. A prefix that comes again adds its origins.
  /// O(n log n).
  public init(
    _ prefixes: [(prefix: Prefix, origins: [ASN])], provenance: SourceProvenance,
    findings: FindingLog = FindingLog()
  ) {
    var sets: [[ASN]] = []
    var numbers: [[ASN]: UInt32] = [:]
    var entries: [Entry] = []
    var ranges4: [AddressRange<UInt32>] = []
    var ranges6: [AddressRange<UInt128>] = []
    let order = prefixes.indices.sorted { prefixes[$0].prefix < prefixes[$1].prefix }
    var index = 0
    while index < order.count {
      let prefix = prefixes[order[index]].prefix
      var origins = prefixes[order[index]].origins
      index += 1
      while index < order.count, prefixes[order[index]].prefix == prefix {
        origins += prefixes[order[index]].origins
        index += 1
      }
      if origins.count > 1 { origins = Array(Set(origins)).sorted() }
      let set = numbers[origins] ?? UInt32(truncatingIfNeeded: sets.count)
      if set == sets.count {
        sets.append(origins)
        numbers[origins] = set
      }
      let value = UInt32(truncatingIfNeeded: entries.count)
      entries.append(Entry(length: prefix.length, set: set))
      let first = prefix.address
      let last = prefix.lastAddress
      if prefix.family == .ipv4 {
        ranges4.append(AddressRange(first: first.ipv4, last: last.ipv4, value: value))
      } else {
        ranges6.append(AddressRange(first: first.ipv6, last: last.ipv6, value: value))
      }
    }
    ipv4 = AddressPieces(ranges4)
    ipv6 = AddressPieces(ranges6)
    self.entries = entries
    self.sets = sets
    self.findings = findings
    count = entries.count
    var provenance = provenance
    provenance.entries = entries.count
    if !ranges4.isEmpty { provenance.families.insert(.ipv4) }
    if !ranges6.isEmpty { provenance.families.insert(.ipv6) }
    self.provenance = provenance
  }

  /// The origins of the longest prefix over an address, ascending; empty without one. O(log n).
  public func origins(of address: IPAddress) -> [ASN] {
    entry(over: address).map { sets[Int($0.set)] } ?? []
  }

  /// The longest prefix over an address with its origins, or nothing. O(log n).
  public func match(_ address: IPAddress) -> OriginMatch? {
    guard let entry = entry(over: address) else { return nil }
    return OriginMatch(
      prefix: Prefix(
        high: address.high, low: address.low, length: entry.length, family: address.family),
      origins: sets[Int(entry.set)])
  }

  /// The number of the set of origins over an IPv4 address, with the length of the prefix that decides;
  /// nothing without a prefix. For counts by the million, which ask for a set once. O(log n).
  public func originSet(ipv4 address: UInt32) -> (number: Int, length: UInt8)? {
    let value = ipv4.values[ipv4.index(of: address)]
    guard value != AddressPieces<UInt32>.gap else { return nil }
    let entry = entries[Int(value)]
    return (Int(entry.set), entry.length)
  }

  /// The origins of a set, ascending.
  public func origins(ofSet number: Int) -> [ASN] { sets[number] }

  private func entry(over address: IPAddress) -> Entry? {
    let value: UInt32
    switch address.family {
    case .ipv4: value = ipv4.values[ipv4.index(of: address.ipv4)]
    case .ipv6: value = ipv6.values[ipv6.index(of: address.ipv6)]
    }
    return value == AddressPieces<UInt32>.gap ? nil : entries[Int(value)]
  }
}
