import Probing
import TOMLKit
import Timeline

extension SourceReading {
  /// Takes a key of a source of probe results.
  func set(
    _ key: String, to value: any TOMLValueConvertible, in probing: inout ProbingSettings
  ) throws(ConfigurationError) {
    switch key {
    case "list": probing.list = try text(value, key)
    case "profile":
      guard let profile = value.string.flatMap({ ProbingProfile(rawValue: $0) }) else {
        throw fault(key, "vigil or trinocular")
      }
      probing.profile = profile
    case "full-scan": probing.isFullScan = try flag(value, key)
    case "max-age": probing.maxAge = try number(value, key, 1...255)
    case "settle": probing.settle = try number(value, key, 0...86_400)
    case "prober": probing.prober = try text(value, key)
    case "targets": probing.scan.targets = try texts(value, key)
    case "metadata-file": probing.scan.metadata = try texts(value, key)
    case "scan-start": probing.scan.start = try time(value, key)
    case "scan-end": probing.scan.end = try time(value, key)
    case "measures":
      let found = try texts(value, key).map { ProbingMeasure(rawValue: $0) }
      guard !found.isEmpty, !found.contains(nil) else {
        throw fault(
          key, "a list of " + ProbingMeasure.allCases.map(\.rawValue).joined(separator: ", "))
      }
      probing.measures = found.compactMap { $0 }
    default:
      if try set(key, to: value, in: &probing.placing) { return }
      throw fault(
        key,
        "one of kind, path, notice, list, profile, full-scan, max-age, settle, prober, targets, "
          + "metadata-file, scan-start, scan-end, measures, "
          + "kinds, geo, origins, geo-as-of, mmdb-fields")
    }
  }
}
