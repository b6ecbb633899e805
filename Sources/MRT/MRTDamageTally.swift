public import Timeline

/// How often each kind of damage was found in a file, and where first. Counting costs no memory.
public struct MRTDamageTally: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: MRTDamage.allCases.count)
  private var places = [UInt64](repeating: 0, count: MRTDamage.allCases.count)
  /// Where the last gap in the framing ended.
  private var gapEnd: UInt64?
  /// The octets that belong to no record.
  public private(set) var lostOctets: UInt64 = 0

  /// Creates an empty tally.
  public init() {}

  /// Counts damage at an offset of the decompressed file; `octets` were lost by it.
  ///
  /// A gap in the framing that begins where the last one ended is the same one, seen through several
  /// windows.
  public mutating func record(_ damage: MRTDamage, at offset: UInt64, octets: Int = 0) {
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

  /// How often a kind was found.
  public func count(of damage: MRTDamage) -> Int { counts[damage.rawValue] }

  /// Whether nothing was found.
  public var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

  /// The tally as findings of the named input.
  public func findings(source: String) -> [Finding] {
    MRTDamage.allCases.filter { count(of: $0) > 0 }.map { damage in
      let lost = damage == .framing || damage == .truncated
      return Finding(
        kind: damage.kind, source: source, place: "byte \(places[damage.rawValue])",
        detail: damage.detail + (lost ? "; \(lostOctets) octets lost in all" : ""),
        disposition: damage.disposition, count: count(of: damage))
    }
  }
}
