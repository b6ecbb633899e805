public import Net
public import Timeline

/// What one source says of where addresses are, as it was read: ranges may overlap.
public struct RangeList: Sendable {
  /// Where the list is from. `families` and `entries` follow from the ranges that were added.
  public var provenance: SourceProvenance
  /// The places that the ranges number; the first is the unknown one.
  public private(set) var places: [Place] = [Place()]
  /// Ranges of IPv4, in the order of the source.
  public private(set) var ipv4: [AddressRange<UInt32>] = []
  /// Ranges of IPv6, in the order of the source.
  public private(set) var ipv6: [AddressRange<UInt128>] = []
  /// What was odd.
  public var findings = FindingLog()
  private var numbers: [Place: UInt32] = [Place(): 0]

  /// Creates an empty list.
  public init(_ provenance: SourceProvenance) { self.provenance = provenance }

  /// The number of a place in this list, given on first use.
  public mutating func number(of place: Place) -> UInt32 {
    let known = place.isUnknown ? Place() : place
    if let number = numbers[known] { return number }
    let number = UInt32(truncatingIfNeeded: places.count)
    places.append(known)
    numbers[known] = number
    if known.region != nil { provenance.knowsRegions = true }
    return number
  }

  /// Adds a range of IPv4 by the number of its place; a range that ends before it begins is left
  /// out.
  public mutating func add(ipv4 first: UInt32, _ last: UInt32, number: UInt32) {
    guard first <= last else { return }
    ipv4.append(AddressRange(first: first, last: last, value: number))
    count(number, ipv4.count, .ipv4)
  }

  /// Adds a range of IPv6 by the number of its place; a range that ends before it begins is left
  /// out.
  public mutating func add(ipv6 first: UInt128, _ last: UInt128, number: UInt32) {
    guard first <= last else { return }
    ipv6.append(AddressRange(first: first, last: last, value: number))
    count(number, ipv6.count, .ipv6)
  }

  /// Adds a range of either family; both ends must be of one.
  public mutating func add(_ first: IPAddress, _ last: IPAddress, number: UInt32) {
    guard first.family == last.family else { return }
    switch first.family {
    case .ipv4: add(ipv4: first.ipv4, last.ipv4, number: number)
    case .ipv6: add(ipv6: first.ipv6, last.ipv6, number: number)
    }
  }

  private mutating func count(_ number: UInt32, _ ranges: Int, _ family: IPFamily) {
    provenance.entries += 1
    if number == 0 { provenance.unknownEntries += 1 }
    if ranges == 1 { provenance.families.insert(family) }
  }

  /// Makes room for ranges to come.
  public mutating func reserve(ipv4: Int = 0, ipv6: Int = 0) {
    self.ipv4.reserveCapacity(ipv4)
    self.ipv6.reserveCapacity(ipv6)
  }
}
