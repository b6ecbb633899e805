import TOMLKit
import Timeline

extension SourceReading {
  /// Takes a key that says whose signals are wanted or what places addresses; false for another.
  func set(
    _ key: String, to value: any TOMLValueConvertible, in placing: inout PlacingSettings,
    hasOrigins: Bool = true
  ) throws(ConfigurationError) -> Bool {
    switch key {
    case "geo": placing.atlas.places = try texts(value, key)
    case "origins" where hasOrigins: placing.atlas.origins = try texts(value, key)
    case "geo-as-of": placing.atlas.asOf = try time(value, key)
    case "mmdb-fields": placing.atlas.fields = try fields(value, key)
    case "kinds":
      placing.kinds = try kinds(value, key)
      placing.requiresRegions = placing.kinds.contains(.region)
    default: return false
    }
    return true
  }
}
