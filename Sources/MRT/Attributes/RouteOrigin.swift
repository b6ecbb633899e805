import Wire

/// ORIGIN: how the first router learnt of the route (RFC 4271, 5.1.1).
public enum RouteOrigin: UInt8, Sendable, Hashable {
  /// From within the autonomous system.
  case igp = 0
  /// Through the protocol EGP.
  case egp = 1
  /// By other means.
  case incomplete = 2

  /// The word that routers print.
  public var name: StaticString {
    switch self {
    case .igp: "IGP"
    case .egp: "EGP"
    case .incomplete: "INCOMPLETE"
    }
  }
}

extension RouteOrigin: PathAttribute {
  static let code: UInt8 = 1
  static let flags: UInt8? = AttributeFlags.wellKnown
  static let withdrawsWhenMalformed = true

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> RouteOrigin {
    try cursor.requireExactly(1)
    let start = cursor.offset
    guard let origin = RouteOrigin(rawValue: try cursor.readUInt8()) else {
      throw .malformed(at: start)
    }
    return origin
  }
}
