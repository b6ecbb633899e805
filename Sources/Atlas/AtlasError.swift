public import Inflate

/// Why addresses cannot be placed.
public enum AtlasError: Error, Equatable, Sendable {
  /// The file cannot be decompressed.
  case compression(source: String, InflateError)
  /// The content is of no known form.
  case unknownForm(source: String)
  /// The content is of a form that cannot serve here, for example origins where places are asked.
  case wrongForm(source: String, found: SourceKind, wanted: String)
  /// Not one line or network could be used.
  case empty(source: String)
  /// A MaxMind DB breaks its format.
  case damaged(source: String, detail: String)
  /// A MaxMind DB has none of the fields that name a place or an origin.
  case noFields(source: String, edition: String, wanted: String)
  /// More places than a table can number.
  case tooManyPlaces(count: Int, limit: Int)
  /// More sources than a table can tell apart.
  case tooManySources(count: Int, limit: Int)
  /// Regions were asked of sources that know countries only.
  case noRegions(sources: [String])
  /// No source was named, and the default is not installed.
  case noSource(path: String)
  /// The system refused memory or a file.
  case system(action: String, code: Int32)
}

extension AtlasError: CustomStringConvertible {
  /// The error for people, with what to do.
  public var description: String {
    switch self {
    case .compression(let source, let error): "\(source): \(error)"
    case .unknownForm(let source):
      "\(source): neither an MMDB, pfx2as, delegated statistics, first,last,CC ranges nor a table "
        + "with the header start,end,country,region"
    case .wrongForm(let source, let found, let wanted):
      "\(source): is \(found.rawValue) and cannot give \(wanted)"
    case .empty(let source): "\(source): not one usable entry; fetch the file again"
    case .damaged(let source, let detail):
      "\(source): damaged MMDB (\(detail)); fetch the file again"
    case .noFields(let source, let edition, let wanted):
      "\(source): the database \(edition) has no field for \(wanted); "
        + "name those it has (--mmdb-fields)"
    case .tooManyPlaces(let count, let limit):
      "\(count) places, and a table holds \(limit); name fields that tell fewer apart"
    case .tooManySources(let count, let limit):
      "\(count) sources, and a table holds \(limit); leave some out"
    case .noRegions(let sources):
      "\(sources.joined(separator: ", ")): knows countries only; regions need a City edition "
        + "(GeoLite2-City, GeoIP2-City, DB-IP City, IPinfo with region) or a table "
        + "start,end,country,region"
    case .noSource(let path):
      "\(path): not there; install Debian's package tor-geoipdb (countries), or name a database"
    case .system(let action, let code): "\(action) failed (\(systemText(code)))"
    }
  }
}
