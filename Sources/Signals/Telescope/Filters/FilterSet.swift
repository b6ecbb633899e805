/// A set of filters.
public struct FilterSet: OptionSet, Hashable, Sendable {
  /// A bit a filter, the first filter the lowest.
  public let rawValue: UInt32

  /// Creates a set from bits.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The set of one filter.
  @inlinable
  public init(_ filter: PacketFilter) { rawValue = 1 << UInt32(filter.rawValue) }

  /// All filters.
  public static let all = FilterSet(rawValue: 1 << UInt32(PacketFilter.allCases.count) - 1)

  /// The set of a name: a filter's, or a group's, or `all`.
  ///
  /// Throws `unknownFilter`, which lists the names that there are.
  public init(named name: some StringProtocol) throws(FilterError) {
    if name == "all" {
      self = .all
    } else if let filter = PacketFilter.allCases.first(where: { $0.name == name }) {
      self.init(filter)
    } else if let group = FilterGroup(rawValue: String(name)) {
      self = group.filters.reduce(into: []) { $0.insert(FilterSet($1)) }
    } else {
      throw .unknownFilter(String(name))
    }
  }

  /// The filters of the set, in order.
  public var filters: [PacketFilter] { PacketFilter.allCases.filter { contains(FilterSet($0)) } }

  /// The first filter of the set, or nothing of an empty one. O(1).
  @inlinable
  public var first: PacketFilter? {
    PacketFilter(rawValue: UInt8(truncatingIfNeeded: rawValue.trailingZeroBitCount))
  }
}
