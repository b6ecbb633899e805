import Glibc
import Inflate

/// A file of probe results to be read: a path, standard input, or bytes in memory; compressed or not.
///
/// Its form is found by content: CSV and NDJSON of one's own, ZMap's CSV, scamper's JSON, RIPE Atlas's
/// JSON; see Docs/Formats-Probes.md.
public struct ProbeInput: Sendable {
  /// The name for messages: the last part of the path, or `-`.
  public let name: String
  /// What the file itself does not say.
  public var options: ProbeInputOptions
  private let path: String
  private let bytes: [UInt8]?

  /// Names a file, or standard input by `-`.
  public init(path: String, options: ProbeInputOptions = ProbeInputOptions()) {
    name = path.split(separator: "/").last.map(String.init) ?? path
    self.path = path
    self.options = options
    bytes = nil
  }

  /// Takes bytes in memory under a name for messages.
  public init(bytes: [UInt8], name: String, options: ProbeInputOptions = ProbeInputOptions()) {
    self.name = name
    path = name
    self.options = options
    self.bytes = bytes
  }

  /// The name of its prober, where no row says it: as the options say, else the file's name up to its
  /// first full stop.
  var prober: String {
    if let prober = options.prober { return prober }
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    return String(stem.prefix(ProberNames.longest))
  }

  /// Whether the bytes can be read more than once: those of a regular file, not of a pipe.
  var isRepeatable: Bool {
    if bytes != nil { return true }
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// Opens the bytes; few are read ahead, because many inputs may be open at once.
  func open(chunk: Int = 1 << 18) throws(ProbeInputError) -> ByteFeed {
    let options = ByteFeed.Options(maximumWindow: 64 << 20, threads: 1, chunkSize: chunk)
    do throws(InflateError) {
      guard let bytes else { return try ByteFeed(path: path, options: options) }
      return try ByteFeed(bytes: bytes, name: name, options: options)
    } catch { throw .unreadable(error) }
  }
}
