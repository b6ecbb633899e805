public import Inflate
public import Timeline
public import Capture
import Glibc

/// A capture or flow records to be read: a file, standard input, or bytes in memory; compressed or not.
public struct CaptureInput: Sendable {
  /// The name for messages: the last part of the path, or `-`.
  public let name: String
  private let path: String
  private let bytes: [UInt8]?

  /// Names a file, or standard input by `-`.
  public init(path: String) {
    name = path.split(separator: "/").last.map(String.init) ?? path
    self.path = path
    bytes = nil
  }

  /// Takes bytes in memory under a name for messages.
  public init(bytes: [UInt8], name: String) {
    self.name = name
    path = name
    self.bytes = bytes
  }

  /// Whether the bytes can be read more than once: those of a regular file, not of a pipe.
  var isRepeatable: Bool {
    if bytes != nil { return true }
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// Opens the bytes.
  func open(_ options: ByteFeed.Options = ByteFeed.Options()) throws(InflateError) -> ByteFeed {
    guard let bytes else { return try ByteFeed(path: path, options: options) }
    return try ByteFeed(bytes: bytes, name: name, options: options)
  }

  /// Reads all packets of a capture into a sink and returns what was wrong with the file.
  public func read(into sink: inout some PacketSink) throws(InflateError) -> [Finding] {
    var reader = CaptureReader()
    let feed = try open()
    try reader.readAll(feed, into: &sink)
    return CaptureInput.findings(reader, feed, name)
  }

  /// Reads all packets or flow records into a sink and returns what was wrong with the file.
  func read(packetsOrFlowsInto sink: inout some FlowSink) throws(InflateError) -> [Finding] {
    let feed = try open()
    if try FlowForm.isFlows(feed) { return try CaptureInput.flows(of: feed, name, into: &sink) }
    var reader = CaptureReader()
    try reader.readAll(feed, into: &sink)
    return CaptureInput.findings(reader, feed, name)
  }

  /// Reads all flow records of a feed and returns what was wrong with them.
  static func flows(
    of feed: ByteFeed, _ name: String, into sink: inout some FlowSink
  ) throws(InflateError) -> [Finding] {
    var reader = FlowReader(name: name)
    try reader.readAll(feed, into: &sink) { _ in false }
    return reader.findings.findings + feed.damage.map { $0.finding(source: name) }
  }

  /// Whether the input holds flow records and no capture, by what it begins with. Not to be asked of
  /// what can be read but once: false there.
  public func holdsFlows() throws(InflateError) -> Bool {
    isRepeatable ? try FlowForm.isFlows(open()) : false
  }

  static func findings(
    _ reader: CaptureReader, _ feed: ByteFeed, _ name: String
  ) -> [Finding] {
    reader.damage.findings(source: name) + feed.damage.map { $0.finding(source: name) }
  }
}
