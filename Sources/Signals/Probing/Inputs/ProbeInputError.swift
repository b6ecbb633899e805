public import Inflate

/// Why a file of probe results cannot be used at all.
public enum ProbeInputError: Error, Equatable, Sendable {
  /// It could not be opened, read or decompressed.
  case unreadable(InflateError)
  /// It is a warts file of scamper, which only scamper's own tools read.
  case warts(name: String)
  /// It is in no form that is known; `found` is how it begins.
  case unknownForm(name: String, found: String)
  /// The header of a CSV lacks columns.
  case missingColumns(name: String, columns: [String], header: String)
  /// ZMap's metadata lack a start or an end, or are none.
  case badMetadata(name: String, reason: String)
  /// A file of targets holds no address.
  case noTargets(name: String)
  /// A file of targets names more addresses than are taken.
  case tooManyTargets(name: String, most: Int)
}

extension ProbeInputError: CustomStringConvertible {
  /// The error for people, with what to do.
  public var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .warts(let name):
      "\(name): a warts file; turn it into JSON with `sc_warts2json \(name)` and read that"
    case .unknownForm(let name, let found):
      """
      \(name): no form of probe results that is known; it begins with "\(found)". Expected are CSV \
      with a header that holds time, address, replied; ZMap's CSV with its header; NDJSON; scamper's \
      or RIPE Atlas's JSON
      """
    case .missingColumns(let name, let columns, let header):
      "\(name): the header \"\(header)\" lacks \(columns.joined(separator: ", "))"
    case .badMetadata(let name, let reason): "\(name): no metadata of ZMap: \(reason)"
    case .tooManyTargets(let name, let most): "\(name): over \(most) targets"
    case .noTargets(let name): "\(name): no target; an IPv4 address a line is expected"
    }
  }
}
