public import Timeline

/// A change in the life of an event, as a log of changes records it.
public struct Transition: Sendable, Equatable {
  /// What changed.
  public enum Kind: String, Sendable {
    /// The event opened.
    case opened
    /// It became critical.
    case escalated
    /// It is no longer critical.
    case eased
    /// A step was completed.
    case step
    /// It has lasted so long that its level may be the new normal.
    case levelShift = "level-shift"
    /// Something said earlier is now known better: a step's name, a minimum, a mark.
    case revised
    /// It closed.
    case closed
  }

  /// The event.
  public var event: String
  /// The number of the change within its event, from 0.
  public var sequence: Int
  /// When the change could be known: the end of the bin that decided it.
  public var time: UnixTime
  /// What changed.
  public var kind: Kind
  /// The event after the change.
  public var record: Event

  /// Creates a change.
  public init(event: String, sequence: Int, time: UnixTime, kind: Kind, record: Event) {
    self.event = event
    self.sequence = sequence
    self.time = time
    self.kind = kind
    self.record = record
  }
}
