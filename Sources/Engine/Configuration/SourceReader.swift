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
