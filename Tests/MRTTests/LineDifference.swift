import MRT
import Net

/// Why a line of Vigil may differ from that of `bgpdump`. Each class is exact: a line belongs to it
/// only if nothing else differs.
enum LineDifference: String, CaseIterable {
  /// `bgpdump` prints the peer's address where a withdrawal of type 5 holds a prefix.
  case type5Withdrawal = "type-5 withdrawal"
  /// `bgpdump` joins communities of type 5 to the MED in front of them.
  case type5Communities = "type-5 communities"
  /// `bgpdump` shortens a single group of zeros (RFC 5952, 4.2.2).
  case ipv6Text = "IPv6 text"
  /// `bgpdump` prints the bits behind a prefix's length (RFC 4271, 4.3).
  case trailingBits = "trailing bits"
  /// `bgpdump` prints 255.255.255.255 where no next hop stands.
  case absentNextHop = "absent next hop"
  /// The same, and INCOMPLETE where no ORIGIN stands.
  case absentAttributes = "absent attributes"
  /// `bgpdump` takes a record of damaged length at its word and prints what follows as its prefixes.
  case damagedLength = "damaged length"

  /// The class of a pair of lines that differ, or nothing when it has none.
  init?(theirs: Substring, ours: Substring) {
    let a = theirs.split(separator: "|", omittingEmptySubsequences: false)
    let b = ours.split(separator: "|", omittingEmptySubsequences: false)
    if a[0] == "BGP", b.count == a.count + 1, b[..<10] == a[..<10], b[12...] == a[11...],
      a[10] == b[10] + b[11]
    {
      self = .type5Communities
      return
    }
    guard a.count == b.count else { return nil }
    let fields = a.indices.filter { a[$0] != b[$0] }
    // Table entries with path identifiers have one field more in front of the next hop.
    let nextHop = a[0].contains("_AP") ? 9 : 8
    if fields == [5], a[0] == "BGP", a[2] == "W", LineDifference.isPeer(a, insteadOf: b[5]) {
      self = .type5Withdrawal
    } else if fields.allSatisfy({ [3, 5, nextHop].contains($0) }),
      fields.allSatisfy({ LineDifference.isSameIPv6(a[$0], b[$0]) })
    {
      self = .ipv6Text
    } else if fields == [5], LineDifference.isMasked(a[5], b[5]) {
      self = .trailingBits
    } else if fields == [nextHop], a[nextHop] == "255.255.255.255", b[nextHop].isEmpty {
      self = .absentNextHop
    } else if fields == [nextHop - 1, nextHop], a[nextHop] == "255.255.255.255",
      b[nextHop].isEmpty, a[nextHop - 1] == "INCOMPLETE", b[nextHop - 1].isEmpty
    {
      self = .absentAttributes
    } else {
      return nil
    }
  }

  /// Whether the prefix is the peer's address with the length of the other.
  private static func isPeer(_ fields: [Substring], insteadOf prefix: Substring) -> Bool {
    guard let length = prefix.split(separator: "/").last, Prefix(prefix) != nil else {
      return false
    }
    return fields[5] == "\(fields[3])/\(length)"
  }

  /// Whether both are the same IPv6 address or prefix and the second is in the form of RFC 5952.
  private static func isSameIPv6(_ a: Substring, _ b: Substring) -> Bool {
    let (x, y) = (a.split(separator: "/"), b.split(separator: "/"))
    guard x.count == y.count, x.dropFirst() == y.dropFirst(), let first = x.first,
      let second = y.first,
      let address = IPAddress(first), address.family == .ipv6
    else { return false }
    return second == address.description
  }

  /// Whether the second is the first without the bits behind its length.
  private static func isMasked(_ a: Substring, _ b: Substring) -> Bool {
    let parts = a.split(separator: "/")
    guard parts.count == 2, let address = IPAddress(parts[0]), let length = UInt8(parts[1]),
      Int(length) <= address.family.bits
    else { return false }
    let prefix = Prefix(
      high: address.high, low: address.low, length: length, family: address.family)
    return b == prefix.description && prefix.address != address
  }
}
