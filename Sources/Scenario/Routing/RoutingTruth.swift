public import Net
public import Timeline

/// What a routing world's sessions told, as plain data: a slow reference can be built on it.
///
/// What is told while a file is missing is part of the truth; `gaps` says that nobody can read it. A
/// table adds nothing to what was told before its time, but for sessions that it does not have. All
/// questions about a time mean the state that everything before it left, as a bin's end does.
public struct RoutingTruth: Sendable {
  /// A route that a session tells.
  public struct Route: Sendable, Hashable {
    /// The session's place in the world's list.
    public var session: Int
    /// The prefix.
    public var prefix: Prefix
    /// The path identifier; nothing on a session without add-path.
    public var pathID: UInt32?
    /// The origin after the `AS4_PATH` merge; nothing where the path gives none.
    public var origin: ASN?
    /// The AS path after the merge.
    public var path: [BGPMessageWriter.PathSegment]
  }

  /// What one record of the updates says, or what a table says by having no word of a session.
  public struct Telling: Sendable, Hashable {
    /// What is said.
    public enum Kind: Sendable, Hashable {
      /// These routes are there, in place of what the session told of their prefix and path id.
      case announced([Route])
      /// These are not there any more.
      case withdrawn([BGPMessageWriter.NLRI])
      /// The session ended and has no routes.
      case ended
      /// The session began and has no routes yet; an `OPEN`, or a change to Established.
      case began
      /// The session is alive.
      case alive
      /// A table was applied in which the session is not: it has no routes.
      case absent
      /// Something was said that cannot be read.
      case unreadable
    }

    /// When.
    public var time: UnixTime
    /// By whom: the place in the world's list.
    public var session: Int
    /// What.
    public var kind: Kind
  }

  /// A table of a collector.
  public struct Table: Sendable, Hashable {
    /// The collector's name.
    public var collector: String
    /// The time in the file's name.
    public var file: UnixTime
    /// The time of its first record: it holds what was told before.
    public var time: UnixTime
    /// The path of the file.
    public var path: String
    /// Whether it is there.
    public var isPresent: Bool
    /// Whether it is there and whole.
    public var isWhole: Bool
  }

  /// A span of a collector's updates that cannot be read.
  public struct Gap: Sendable, Hashable {
    /// Why.
    public enum Reason: Sendable, Hashable {
      /// A file is missing.
      case missingFile
      /// A file ends early.
      case truncatedFile
      /// Bytes between records are no record; no record is lost.
      case garbage
      /// A message cannot be read.
      case unreadableMessage
    }

    /// The collector's name.
    public var collector: String
    /// The sessions concerned, by their places in the world's list.
    public var sessions: [Int]
    /// The time of the first record lost, at the earliest.
    public var from: UnixTime
    /// The end of the span; equal to `from` where a single record is concerned.
    public var until: UnixTime
    /// Why.
    public var reason: Reason
    /// The time of the last record of its file that can be read before it; nothing where there is none
    /// or nobody can say, as of a compressed file that ends early.
    public var lastRead: UnixTime?
  }

  /// How a session stands at some time.
  public struct Standing: Sendable, Hashable {
    /// The session's place in the world's list.
    public var session: Int
    /// Whether the last that was told of it is not its end or its absence.
    public var isUp: Bool
    /// The time of the last record of it, tables not counted, lost ones counted; nothing before the
    /// first.
    public var heard: UnixTime?
    /// The time of its last beginning that was told.
    public var began: UnixTime?
    /// The routes that it holds.
    public var routes: Int
  }

  /// The routes at the world's start, in order of session, prefix and path id.
  public internal(set) var initial: [Route] = []
  /// All that was told from then on, in order of time.
  public internal(set) var tellings: [Telling] = []
  /// The tables, in order of time and collector.
  public internal(set) var tables: [Table] = []
  /// What cannot be read, in order of time.
  public internal(set) var gaps: [Gap] = []
  let sessions: Int

  init(sessions: Int) { self.sessions = sessions }
}
