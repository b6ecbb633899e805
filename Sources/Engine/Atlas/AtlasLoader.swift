public import Atlas
import Foundation
import Inflate
import Timeline

/// Reads the sources of an atlas from disk and compiles them once.
///
/// The compiled table is kept in a file named by the hash of all that it follows from: the sources'
/// bytes in their order, the fields, the version of the format. Such a file is used only if it is
/// whole and of that hash; anything else is compiled again and replaced.
public struct AtlasLoader: Sendable {
  /// The files of Debian's package `tor-geoipdb`, which need no registration and know countries.
  public static let defaultPlaces = ["/usr/share/tor/geoip", "/usr/share/tor/geoip6"]

  /// `vigil` in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`).
  public static var defaultCacheFolder: String? {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return "\(folder)/vigil"
    }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.cache/vigil" : nil }
  }

  private let options: AtlasOptions

  /// Creates a loader.
  public init(_ options: AtlasOptions = AtlasOptions()) { self.options = options }

  /// Reads and compiles. Throws `InputError` for files that cannot be read, `AtlasError` for what
  /// they hold.
  public func load() throws -> AddressAtlas {
    let (sources, findings) = try chosen(options.places.isEmpty ? defaults() : options.places)
    let (origins, more) = try chosen(options.origins)
    var all = findings
    all.merge(more)
    let table = try table(sources, &all)
    return AddressAtlas(
      places: table, origins: try origins.map { try $0.origins(fields: options.fields) },
      findings: all)
  }

  /// The sources that count, without reading more of them than their heads.
  private func chosen(_ paths: [String]) throws -> ([AtlasSource], FindingLog) {
    let sources = try paths.map { path in
      let bytes: [UInt8]
      do {
        bytes = try ByteSource.read(path)
      } catch {
        throw InputError.unreadable("\(error)")
      }
      return try AtlasSource(
        bytes, name: URL(fileURLWithPath: path).lastPathComponent, hash: InputLoader.sha256(bytes))
    }
    let choice = SourceSelection.choose(sources, asOf: options.asOf)
    return (choice.chosen, choice.findings)
  }

  private func defaults() throws(AtlasError) -> [String] {
    for path in AtlasLoader.defaultPlaces where !FileManager.default.fileExists(atPath: path) {
      throw .noSource(path: path)
    }
    return AtlasLoader.defaultPlaces
  }

  /// Maps the kept table, or compiles one and keeps it.
  private func table(_ sources: [AtlasSource], _ findings: inout FindingLog) throws -> PlaceTable {
    let key = key(of: sources)
    let cache = options.cacheFolder.map { TableCache(folder: $0) }
    if let table = cache?.table(key) { return table }
    let lists = try sources.map { try $0.places(fields: options.fields) }
    let table = try PlaceTable(compiling: lists, key: key)
    guard let cache else { return table }
    do {
      try cache.keep(table)
    } catch {
      findings.record(
        Finding(
          kind: "table-not-kept", source: "places", detail: "\(error)",
          disposition: "the next run compiles it again"))
      return table
    }
    // What is mapped belongs to the file and not to the process.
    return cache.table(key) ?? table
  }

  private func key(of sources: [AtlasSource]) -> String {
    let fields = options.fields
    let parts =
      sources.map { "\($0.provenance.name) \($0.provenance.hash)" } + [
        "\(fields.country) \(fields.regionCode) \(fields.regionName)",
        "\(PlaceTable.formatVersion)",
      ]
    return InputLoader.sha256(Array(parts.joined(separator: "\n").utf8))
  }
}
