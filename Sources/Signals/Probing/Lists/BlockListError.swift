import Glibc
public import Inflate
public import Timeline

/// Why a list of blocks cannot be used at all.
public enum BlockListError: Error, Equatable, Sendable {
  /// It could not be opened, read, or decompressed.
  case unreadable(InflateError)
  /// It could not be written; `code` is the system's `errno`.
  case unwritable(path: String, code: Int32)
  /// It is in no form that is known; `found` is how it begins.
  case unknownForm(name: String, found: String)
  /// The cache is damaged, or of another version.
  case badCache(name: String, reason: String)
  /// No block is left; `excluded` are those that the rule left out, `findings` what else was odd.
  case empty(name: String, excluded: Int, findings: FindingLog)
}

extension BlockListError: CustomStringConvertible {
  /// The error for people, with what to do.
  public var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .unwritable(let path, let code):
      unsafe "\(path): cannot be written (\(strerror(code).map { unsafe String(cString: $0) } ?? ""))"
    case .unknownForm(let name, let found):
      """
      \(name): no list of blocks; it begins with "\(found)". Expected are CSV with the header \
      prefix,ever_responsive,availability, the JSON of IODA's prober, or a cache of either
      """
    case .badCache(let name, let reason):
      "\(name): the cached list of blocks cannot be used: \(reason); write it anew"
    case .empty(let name, let excluded, let log):
      "\(name): no block is left; \(excluded) have too few addresses or too low an availability"
        + log.findings.map { finding in
          "; \(finding.kind): \(finding.count)\(finding.place.map { ", first at \($0)" } ?? ""): "
            + finding.detail
        }.joined()
    }
  }
}
