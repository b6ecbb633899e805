import Net
import Wire

/// CLUSTER_LIST: the route reflectors on the way (RFC 4456, 8).
enum ClusterList: PathAttribute {
  static let code: UInt8 = 10
  static let flags: UInt8? = nil
  static let withdrawsWhenMalformed = false

  @_lifetime(cursor: copy cursor)
  static func read(_ cursor: inout WireCursor, width: Int) throws(WireError) -> [IPAddress] {
    try cursor.requireItems(of: 4)
    var values: [IPAddress] = []
    while !cursor.isAtEnd { values.append(try cursor.readAddress(.ipv4)) }
    return values
  }
}
