import Timeline

extension TelescopeAccumulator {
  /// Counts the packets of a flow record.
  mutating func take(_ row: FlowRow) {
    guard row.packets > 0 else { return }
    totals.flows += 1
    var seen = Observation(seconds: row.time, outcome: .passed, source: row.source)
    seen.packets = row.packets
    seen.bytes = UInt64(row.length) * UInt64(row.packets)
    seen.isFromInside = isInside(row.source) && row.source != row.destination
    if row.destination & darkMask != darkFirst {
      seen.outcome = .otherDestination
    } else if let filter = row.filters.intersection(schedule.enabled(at: row.time)).first {
      seen.outcome = .removed(filter)
    }
    take(seen)
  }
}
