import Net
import TOMLKit
import Telescope
import Timeline

extension SourceReading {
  /// Takes a key of a source of captures.
  func set(
    _ key: String, to value: any TOMLValueConvertible, in telescope: inout TelescopeSettings
  ) throws(ConfigurationError) {
    switch key {
    case "datasource":
      telescope.datasource = try text(value, key)
      guard Datasource(telescope.datasource).family == .telescope else {
        throw fault(key, TelescopeSettings.datasourceForm)
      }
    case "dark": telescope.dark = try prefix(value, key)
    case "disable":
      telescope.disabled = try texts(value, key)
      for name in telescope.disabled {
        do { _ = try FilterSet(named: name) } catch { throw fault(key, error.description) }
      }
    case "filters-as-of": telescope.filtersAsOf = try time(value, key)
    case "sketch": telescope.isSketch = try flag(value, key)
    case "force": telescope.isForced = try flag(value, key)
    case "bin": telescope.bin = try bin(value, key)
    case "aggregate":
      guard let name = value.string, let aggregate = MinuteAggregate(rawValue: name) else {
        throw fault(key, "median or mean")
      }
      telescope.aggregate = aggregate
    default:
      if try set(key, to: value, in: &telescope.placing) { return }
      throw fault(
        key,
        "one of kind, path, notice, datasource, dark, disable, filters-as-of, sketch, force, bin, "
          + "aggregate, kinds, geo, origins, geo-as-of, mmdb-fields")
    }
  }

  private func prefix(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Prefix {
    guard let prefix = Prefix(try text(value, key)), prefix.family == .ipv4,
      prefix.length > 0
    else {
      throw fault(key, "an IPv4 prefix such as \"192.0.2.0/24\"")
    }
    return prefix
  }

  private func bin(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Int {
    let seconds = try seconds(value, key)
    guard seconds == 60 || (seconds % 60 == 0 && seconds >= 180) else {
      throw fault(key, "60, or a multiple of it from 180 on")
    }
    return seconds
  }
}
