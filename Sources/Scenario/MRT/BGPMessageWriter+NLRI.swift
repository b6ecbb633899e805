public import Net

extension BGPMessageWriter {
  /// A route's destination as messages name it: a prefix and, with add-path, a path id.
  public struct NLRI: Sendable, Hashable {
    /// The prefix.
    public var prefix: Prefix
    /// The path identifier (RFC 7911); nothing on a session without add-path.
    public var pathID: UInt32?

    /// Creates a destination.
    public init(_ prefix: Prefix, pathID: UInt32? = nil) {
      self.prefix = prefix
      self.pathID = pathID
    }

    func append(to bytes: inout [UInt8]) {
      if let pathID { bytes.append32(pathID) }
      bytes.append(prefix)
    }
  }
}
