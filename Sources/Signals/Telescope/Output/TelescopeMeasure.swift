public import Timeline

/// What is counted of an entity in a minute: each makes a signal of its own.
public enum TelescopeMeasure: String, Sendable, Hashable, CaseIterable {
  /// The different source addresses: the telescope's signal.
  case sources
  /// Their packets.
  case packets
  /// The octets of these as IP headers state them.
  case bytes

  /// The datasource of the signal of a telescope; detection knows only that of sources.
  public func datasource(of telescope: Datasource) -> Datasource {
    self == .sources ? telescope : Datasource("\(telescope.id).\(rawValue)")
  }

  /// The unit of its values.
  public var unit: String {
    switch self {
    case .sources: "unique source IPs"
    case .packets: "packets"
    case .bytes: "bytes"
    }
  }

  /// The value of what was counted.
  func value(of counts: EntityCounter.Counts) -> Int64 {
    switch self {
    case .sources: counts.sources
    case .packets: counts.packets
    case .bytes: counts.bytes
    }
  }
}
