import Atlas
import TOMLKit
import Timeline

/// Reads the `[[source]]` tables of a configuration.
public enum SourceReader {
  /// Reads all sources of a TOML text, in its order; unknown keys and an empty list are errors.
  public static func read(
    _ text: String, source: String
  ) throws(ConfigurationError) -> [SourceConfiguration] {
    let document = try ConfigurationDocument(text, source: source)
    for key in document.table.keys.sorted() where key != "source" {
      throw document.fault(key, "[[source]] tables and nothing else")
    }
    guard let list = document.table["source"]?.array, !list.isEmpty else {
      throw document.fault("source", "at least one [[source]] table")
    }
    var sources: [SourceConfiguration] = []
    for index in 0..<list.count {
      let path = "source[\(index)]"
      guard let table = list[index].table else { throw document.fault(path, "a table") }
      sources.append(try SourceReading(document: document, path: path).source(table))
    }
    return sources
  }
}

/// The reading of one table, for messages that name its keys.
private struct SourceReading {
  let document: ConfigurationDocument
  let path: String

  func source(_ table: TOMLTable) throws(ConfigurationError) -> SourceConfiguration {
    guard let name = table["kind"]?.string, let kind = SourceConfiguration.Kind(rawValue: name)
    else {
      let kinds = SourceConfiguration.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("kind", "one of \(kinds)")
    }
    var result = SourceConfiguration(kind: kind, paths: [])
    for key in table.keys.sorted() where key != "kind" {
      guard let value = table[key] else { continue }
      if key == "path" {
        result.paths = try texts(value, key)
      } else if key == "notice" {
        result.notices = try texts(value, key)
      } else if kind == .mrt {
        try set(key, to: value, in: &result.routing)
      } else {
        throw fault(key, "kind, path, notice")
      }
    }
    guard !result.paths.isEmpty else { throw fault("path", "a path, or a list of paths") }
    return result
  }

  private func set(
    _ key: String, to value: any TOMLValueConvertible, in routing: inout RoutingSettings
  ) throws(ConfigurationError) {
    switch key {
    case "collector": routing.collector = try text(value, key)
    case "cadence": routing.cadence = try seconds(value, key)
    case "full-feed": routing.fullFeed = try feed(value, key)
    case "full-feed6": routing.fullFeed6 = try feed(value, key)
    case "min-peers": routing.minimumPeers = try number(value, key, 1...65_535)
    case "bin": routing.bin = try number(value, key, 60...86_400)
    case "allow-partial-rib": routing.allowPartialRIB = try flag(value, key)
    case "require-first-as": routing.requireFirstAS = try flag(value, key)
    case "geo": routing.geo = try texts(value, key)
    case "kinds":
      routing.kinds = try kinds(value, key)
      routing.requiresRegions = routing.kinds.contains(.region)
    case "geo-as-of": routing.geoAsOf = try time(value, key)
    case "mmdb-fields": routing.mmdbFields = try fields(value, key)
    case "from": routing.from = try time(value, key)
    case "until": routing.until = try time(value, key)
    default:
      throw fault(
        key,
        "one of kind, path, notice, collector, cadence, full-feed, full-feed6, min-peers, bin, "
          + "allow-partial-rib, require-first-as, kinds, geo, geo-as-of, mmdb-fields, from, "
          + "until")
    }
  }

  private func text(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> String {
    guard let text = value.string, !text.isEmpty else { throw fault(key, "a text") }
    return text
  }

  private func texts(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> [String] {
    if let text = value.string, !text.isEmpty { return [text] }
    guard let list = value.array else { throw fault(key, "a text, or a list of texts") }
    var texts: [String] = []
    for index in 0..<list.count { texts.append(try text(list[index], key)) }
    return texts
  }

  private func number(
    _ value: any TOMLValueConvertible, _ key: String, _ range: ClosedRange<Int>
  ) throws(ConfigurationError) -> Int {
    guard let number = value.int, range.contains(number) else {
      throw fault(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func seconds(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Int {
    let seconds = value.int ?? value.string.flatMap { DurationText.seconds($0) }
    guard let seconds, (60...86_400).contains(seconds) else {
      throw fault(key, "seconds from 60 to 86400, or a duration such as 5m")
    }
    return seconds
  }

  private func feed(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Int? {
    if value.string == "auto" { return nil }
    guard let number = value.int, (1...100_000_000).contains(number) else {
      throw fault(key, "a number of prefixes, or \"auto\"")
    }
    return number
  }

  private func flag(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Bool {
    guard let flag = value.bool else { throw fault(key, "true or false") }
    return flag
  }

  private func time(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> UnixTime {
    guard let text = value.string, let time = UnixTime(rfc3339: text) ?? date(text) else {
      throw fault(key, "a time in quotes such as \"2019-11-16T15:05Z\" or \"2019-11-16\"")
    }
    return time
  }

  private func kinds(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Set<EntityKind> {
    let known: [EntityKind] = [.country, .region, .asn, .geoasn]
    let found = try texts(value, key).map { EntityKind(rawValue: $0) }
    guard !found.isEmpty, found.allSatisfy({ $0.map(known.contains) ?? false }) else {
      throw fault(key, "a list of country, region, asn, geoasn")
    }
    return Set(found.compactMap { $0 })
  }

  private func fields(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> MaxMindFields {
    let text = try texts(value, key).joined(separator: ",")
    guard let fields = MaxMindFields(text) else { throw fault(key, MaxMindFields.textForm) }
    return fields
  }

  private func date(_ text: String) -> UnixTime? { UnixTime(rfc3339: text + "T00:00:00Z") }

  private func fault(_ key: String, _ expected: String) -> ConfigurationError {
    document.fault("\(path).\(key)", expected)
  }
}
