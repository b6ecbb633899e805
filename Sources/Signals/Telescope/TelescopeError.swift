public import Net

/// Why packets cannot be turned into a telescope's signal.
public enum TelescopeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A capture that holds both directions of a conversation.
  case twoWay(Prefix)
  /// A prefix of dark space that is not one of IPv4.
  case notIPv4(Prefix)

  /// Octets that are no part of a telescope's counts which can be merged, with the reason.
  case invalidPart(String)

  /// The error for people.
  public var description: String {
    switch self {
    case .twoWay(let prefix):
      "two-way traffic to \(prefix): not a telescope (--force goes on)"
    case .invalidPart(let reason): "the part cannot be read: \(reason)"
    case .notIPv4(let prefix): "\(prefix) is not an IPv4 prefix: telescopes count IPv4"
    }
  }
}
