import Atlas
import TOMLKit
import Timeline

/// The reading of one table, for messages that name its keys.
struct SourceReading {
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
      } else {
        switch kind {
        case .mrt: try set(key, to: value, in: &result.routing)
        case .pcap: try set(key, to: value, in: &result.telescope)
        case .probes: try set(key, to: value, in: &result.probing)
        case .signals: throw fault(key, "kind, path, notice")
        }
      }
    }
    guard !result.paths.isEmpty else { throw fault("path", "a path, or a list of paths") }
    guard kind != .probes || !result.probing.list.isEmpty else {
      throw fault("list", "the file that lists the blocks")
    }
    return result
  }

  func text(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> String {
    guard let text = value.string, !text.isEmpty else { throw fault(key, "a text") }
    return text
  }

  func texts(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> [String] {
    if let text = value.string, !text.isEmpty { return [text] }
    guard let list = value.array else { throw fault(key, "a text, or a list of texts") }
    var texts: [String] = []
    for index in 0..<list.count { texts.append(try text(list[index], key)) }
    return texts
  }

  func number(
    _ value: any TOMLValueConvertible, _ key: String, _ range: ClosedRange<Int>
  ) throws(ConfigurationError) -> Int {
    guard let number = value.int, range.contains(number) else {
      throw fault(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func seconds(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Int {
    let seconds = value.int ?? value.string.flatMap { DurationText.seconds($0) }
    guard let seconds, (60...86_400).contains(seconds) else {
      throw fault(key, "seconds from 60 to 86400, or a duration such as 5m")
    }
    return seconds
  }

  func feed(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Int? {
    if value.string == "auto" { return nil }
    guard let number = value.int, (1...100_000_000).contains(number) else {
      throw fault(key, "a number of prefixes, or \"auto\"")
    }
    return number
  }

  func flag(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Bool {
    guard let flag = value.bool else { throw fault(key, "true or false") }
    return flag
  }

  func time(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> UnixTime {
    guard let text = value.string, let time = UnixTime(rfc3339: text) ?? date(text) else {
      throw fault(key, "a time in quotes such as \"2019-11-16T15:05Z\" or \"2019-11-16\"")
    }
    return time
  }

  func kinds(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> Set<EntityKind> {
    let known: [EntityKind] = [.country, .region, .asn, .geoasn]
    let found = try texts(value, key).map { EntityKind(rawValue: $0) }
    guard !found.isEmpty, found.allSatisfy({ $0.map(known.contains) ?? false }) else {
      throw fault(key, "a list of country, region, asn, geoasn")
    }
    return Set(found.compactMap { $0 })
  }

  func fields(
    _ value: any TOMLValueConvertible, _ key: String
  ) throws(ConfigurationError) -> MaxMindFields {
    let text = try texts(value, key).joined(separator: ",")
    guard let fields = MaxMindFields(text) else { throw fault(key, MaxMindFields.textForm) }
    return fields
  }

  func date(_ text: String) -> UnixTime? { UnixTime(rfc3339: text + "T00:00:00Z") }

  func fault(_ key: String, _ expected: String) -> ConfigurationError {
    document.fault("\(path).\(key)", expected)
  }
}
