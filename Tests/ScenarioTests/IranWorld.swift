import Scenario
import Testing
import Timeline

/// The world and its signals, drawn once for all tests.
enum IranWorld {
  static let world = ScenarioCatalog.named("iran-2019")
  static let set = world?.signalSet() ?? SignalSet()
  static let country = Entity(kind: .country, canonicalCode: "IR")

  static func series(_ entity: String, _ datasource: String) throws -> Series {
    let key = SignalKey(entity: try #require(Entity(entity)), datasource: Datasource(datasource))
    return try #require(set.series.first { $0.key == key })
  }

  static func time(_ text: String) throws -> UnixTime {
    try #require(UnixTime(rfc3339: "2019-11-\(text):00Z"))
  }

  /// Whether a bin is free of the faults that a health check would mark.
  static func isHealthy(_ datasource: Datasource, _ time: UnixTime) -> Bool {
    !(world?.faults ?? []).contains {
      $0.datasource == datasource && $0.from <= time && time < $0.until
    }
  }
}
