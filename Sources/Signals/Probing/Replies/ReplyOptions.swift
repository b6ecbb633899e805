public import Timeline

/// How a file that lists replies only is counted.
public struct ReplyOptions: Equatable, Sendable {
  /// What a bin within the file's span is in which nobody answered.
  public enum Empty: String, CaseIterable, Sendable {
    /// Nothing is known: that nobody was asked looks the same.
    case missing
    /// Nobody answered, because somebody who knows says that probes were sent.
    case zero
  }

  /// The column of the time.
  public var time = "time"
  /// The column of who answered, of which each counts once a bin; every row counts without it.
  public var address: String? = "address"
  /// The seconds by which times that state no zone are ahead of UTC.
  public var zoneOffset = 0
  /// The seconds of a bin.
  public var bin = 3_600
  /// The seconds after a multiple of `bin` since 1970 at which bins begin.
  public var binOffset = 0
  /// What an empty bin is.
  public var empty = Empty.missing
  /// What the signal is about.
  public var entity: Entity
  /// The name of the signal.
  public var datasource = Datasource("probing.replies")

  /// Whether nobody named the columns.
  var hasDefaultColumns: Bool { time == "time" && address == "address" }

  /// Creates options that count for an entity.
  public init(entity: Entity) { self.entity = entity }

  /// Reads `time=NAME,address=NAME`, in any order, `address=` for every row; false for anything else.
  public mutating func setColumns(_ text: some StringProtocol) -> Bool {
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { return false }
      let name = String(pair[1])
      switch pair[0] {
      case "time" where !name.isEmpty: time = name
      case "address": address = name.isEmpty ? nil : name
      default: return false
      }
    }
    return true
  }
}
