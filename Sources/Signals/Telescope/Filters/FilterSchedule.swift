import Timeline

/// Filter options made ready for a lookup a packet: the filters before the one date that there is
/// and from it on.
struct FilterSchedule: Sendable {
  private let before: FilterSet
  private let after: FilterSet

  init(_ options: FilterOptions) {
    before = options.enabled(at: UnixTime(PacketFilter.september2025 - 1))
    after = options.enabled(at: UnixTime(PacketFilter.september2025))
  }

  @inline(__always)
  func enabled(at seconds: Int64) -> FilterSet {
    seconds < PacketFilter.september2025 ? before : after
  }
}
