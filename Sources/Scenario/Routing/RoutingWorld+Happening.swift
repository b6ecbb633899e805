public import Net
public import Timeline

extension RoutingWorld {
  /// Something that happens to routes or sessions, and that the archive tells of or keeps silent on.
  public struct Happening: Sendable, Hashable {
    /// What tells of the end of a session.
    public enum Sign: Sendable, Hashable {
      /// `STATE_CHANGE` records, at the end and at the new beginning.
      case states
      /// A `NOTIFICATION` at the end, an `OPEN` at the new beginning.
      case notification
      /// Nothing at the end, an `OPEN` at the new beginning, which is when it becomes known.
      case open
    }

    /// What happens.
    public enum Kind: Sendable, Hashable {
      /// Networks are announced, or announced anew; with `tails` their paths end otherwise.
      case announce([Prefix], tails: [Tail]? = nil)
      /// Networks are withdrawn; of an add-path session one path, or all.
      case withdraw([Prefix], path: UInt32? = nil)
      /// Networks are announced in a message whose `ORIGIN` is malformed, which withdraws them
      /// (RFC 7606, 7.1).
      case malformed([Prefix])
      /// The sessions end for so many seconds; then they announce all that they hold by then.
      case reset(downFor: Int, sign: Sign = .states)
      /// The sessions die and nothing tells of it; later tables do not have them.
      case silence
      /// Sessions that had died begin anew and announce all that they hold by then.
      case resume(sign: Sign = .states)
    }

    /// When; each session follows within `spread` seconds.
    public var time: UnixTime
    /// What.
    public var kind: Kind
    /// To whom.
    public var sessions: Selection
    /// The most seconds by which a session comes late; each draws its own.
    public var spread: Int

    /// Creates a happening.
    public init(at time: UnixTime, _ kind: Kind, to sessions: Selection = .all, spread: Int = 0) {
      self.time = time
      self.kind = kind
      self.sessions = sessions
      self.spread = spread
    }
  }

  /// Something that befalls the archive: what was told is lost or cannot be read.
  ///
  /// A file is named by the time in its name.
  public enum Fault: Sendable, Hashable {
    /// The update files of `from` up to `until` are not there.
    case missingUpdates(collector: String, from: UnixTime, until: UnixTime)
    /// An update file ends within a record, after this part of its plain bytes.
    case truncatedUpdates(collector: String, file: UnixTime, keeping: Double)
    /// A compressed update file ends after this part of its compressed bytes.
    case brokenDownload(collector: String, file: UnixTime, keeping: Double)
    /// A table is not there.
    case missingTable(collector: String, file: UnixTime)
    /// A table bears its name but was taken, and its records say, so many seconds later.
    case lateTable(collector: String, file: UnixTime, by: Int)
    /// A table ends within a record, after this part of its plain bytes.
    case truncatedTable(collector: String, file: UnixTime, keeping: Double)
    /// Bytes that are no record stand between two records of an update file.
    case garbage(collector: String, at: UnixTime, octets: Int)
    /// A session's message cannot be read: a prefix in it is longer than an address.
    case unreadable(session: Int, at: UnixTime)
  }
}
