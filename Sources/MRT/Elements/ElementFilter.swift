public import Net
public import Timeline

/// Which elements are wanted: an element passes if it meets every condition that is set.
public struct ElementFilter: Hashable, Sendable {
  /// The kinds of elements, by the letters of the `psv` form.
  public enum Kind: String, CaseIterable, Sendable {
    /// Routes announced.
    case announcement = "A"
    /// Routes withdrawn.
    case withdrawal = "W"
    /// Routes of tables.
    case tableEntry = "B"
    /// Changes of sessions.
    case stateChange = "STATE"
  }

  /// The prefixes that match a wanted one besides itself.
  public enum Width: Sendable, Hashable {
    /// None.
    case exact
    /// Those within it.
    case moreSpecific
    /// Those that hold it.
    case lessSpecific
    /// Both.
    case related
  }

  /// A wanted peer.
  public enum Peer: Hashable, Sendable {
    /// All sessions of an autonomous system.
    case asn(ASN)
    /// The session with an address.
    case address(IPAddress)
  }

  /// The kinds; all when empty.
  public var kinds: Set<Kind> = []
  /// The prefixes of which one must match; all when empty. Sessions do not pass.
  public var prefixes: [Prefix] = []
  /// What else matches a prefix.
  public var width = Width.exact
  /// The origins of which the path must have one; all when empty. What bears no path does not pass.
  public var origins: Set<ASN> = []
  /// The peers; all when empty.
  public var peers: Set<Peer> = []
  /// The first time that is wanted.
  public var from: UnixTime?
  /// The first time that is not wanted any more.
  public var until: UnixTime?

  /// Creates a filter that everything passes.
  public init() {}

  /// Whether the element passes. O(prefixes).
  public func accepts(_ element: borrowing MRTElement) -> Bool {
    let time = UnixTime(Int64(element.seconds))
    if let from, time < from { return false }
    if let until, time >= until { return false }
    if !kinds.isEmpty, !accepts(element.kind) { return false }
    if !peers.isEmpty, !peers.contains(.asn(element.peer.asn)),
      !peers.contains(.address(element.peer.address))
    {
      return false
    }
    if !prefixes.isEmpty {
      guard let prefix = element.prefix, prefixes.contains(where: { matches(prefix, $0) })
      else { return false }
    }
    if !origins.isEmpty {
      guard let path = element.attributes?.asPath, path.origins.contains(where: origins.contains)
      else { return false }
    }
    return true
  }

  private func accepts(_ kind: MRTElement.Kind) -> Bool {
    switch kind {
    case .announcement: kinds.contains(.announcement)
    case .withdrawal: kinds.contains(.withdrawal)
    case .tableEntry: kinds.contains(.tableEntry)
    case .stateChange: kinds.contains(.stateChange)
    case .message: false
    }
  }

  private func matches(_ prefix: Prefix, _ wanted: Prefix) -> Bool {
    switch width {
    case .exact: prefix == wanted
    case .moreSpecific: wanted.contains(prefix)
    case .lessSpecific: prefix.contains(wanted)
    case .related: wanted.contains(prefix) || prefix.contains(wanted)
    }
  }
}
