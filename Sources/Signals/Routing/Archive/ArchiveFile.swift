import Inflate
public import Timeline

/// One MRT file of an archive, with what its name says of it.
public struct ArchiveFile: Sendable {
  /// What a file holds.
  public enum Kind: Sendable, Hashable {
    /// All routes of a collector at a time: a RIB.
    case table
    /// What peers said from a time on.
    case updates
  }

  /// Where the bytes are.
  public enum Contents: Sendable {
    /// In the file of the name.
    case file
    /// In memory, compressed or not.
    case bytes([UInt8])
  }

  /// The path, which names the file in messages.
  public let path: String
  /// The collector.
  public var collector: String
  /// What the name says that it holds, or nothing.
  public var kind: Kind?
  /// The time in the name, or nothing.
  public var time: UnixTime?
  /// Where the bytes are.
  public let contents: Contents

  /// Creates a file from its path; `collector` overrides what the path says.
  ///
  /// Names of RIS (`rrc00/2019.11/updates.20191116.1720.gz`), of RouteViews
  /// (`route-views.sg/bgpdata/2019.11/RIBS/rib.20191116.1800.bz2`) and of mirrors
  /// (`ris.rrc06.updates.1427846400.gz`) are known. The collector is the first `rrcNN` or
  /// `route-views*` in path or name, else the folder.
  public init(path: String, collector: String? = nil, contents: Contents = .file) {
    let name = ArchiveName(path: path)
    self.path = path
    self.collector = collector ?? name.collector
    kind = name.kind
    time = name.time
    self.contents = contents
  }

  /// Opens the file.
  func open(_ options: ByteFeed.Options = ByteFeed.Options()) throws(VisibilityError) -> ByteFeed {
    do {
      switch contents {
      case .file: return try ByteFeed(path: path, options: options)
      case .bytes(let bytes): return try ByteFeed(bytes: bytes, name: path, options: options)
      }
    } catch {
      throw .unreadable(path, reason: "\(error)")
    }
  }
}
