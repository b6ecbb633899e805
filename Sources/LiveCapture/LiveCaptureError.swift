/// Why an interface cannot be captured from.
public enum LiveCaptureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The interface cannot be opened, in libpcap's words.
  case unavailable(interface: String, reason: String)
  /// The filter expression is wrong, in libpcap's words.
  case invalidFilter(String, reason: String)
  /// The interface's packets begin with a header that is not read.
  case unsupportedLink(interface: String, name: String)
  /// The capture broke off, in libpcap's words.
  case failed(interface: String, reason: String)

  /// What happened, with the interface's name.
  public var description: String {
    switch self {
    case .unavailable(let interface, let reason): "\(interface): \(reason)"
    case .invalidFilter(let filter, let reason): "--filter '\(filter)': \(reason)"
    case .unsupportedLink(let interface, let name):
      "\(interface): its packets begin with \(name), which is not read"
    case .failed(let interface, let reason): "\(interface): the capture broke off: \(reason)"
    }
  }
}
