/// A group of filters, as corsaro joins them.
public enum FilterGroup: String, CaseIterable, Sendable {
  /// Packets whose source address was probably forged.
  case spoofed
  /// Traffic that comes and goes with single causes: worms, scans, answers to forged packets.
  case erratic
  /// Sources that cannot be routed.
  case routed

  /// The filters of the group, in order.
  public var filters: [PacketFilter] { PacketFilter.allCases.filter { $0.group == self } }
}
