import Inflate

/// A file of probed blocks to be read: a path, standard input, or bytes in memory; compressed or not.
public struct BlockListInput: Sendable {
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

  /// Opens the bytes.
  func open() throws(BlockListError) -> ByteFeed {
    // A compressed cache is held whole.
    let options = ByteFeed.Options(maximumWindow: 2 << 30)
    do throws(InflateError) {
      guard let bytes else { return try ByteFeed(path: path, options: options) }
      return try ByteFeed(bytes: bytes, name: name, options: options)
    } catch { throw .unreadable(error) }
  }
}
