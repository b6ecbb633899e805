import Net
import Wire

extension WireCursor {
  /// Passes over the entries of a record of a table and returns their number (RFC 6396, 4.3.4); throws
  /// where they do not fit. Each bears a path identifier where `hasPathID` says so (RFC 8050, 4.1).
  @_lifetime(self: copy self)
  mutating func skipTableEntries(hasPathID: Bool) throws(WireError) -> Int {
    let count = Int(try readUInt16())
    for _ in 0..<count {
      try skip(hasPathID ? 10 : 6)
      let length = Int(try readUInt16())
      try skip(length)
    }
    return count
  }

  /// Reads the prefix of `RIB_GENERIC_ADDPATH`, which bears the path identifier (RFC 8050, 4.3).
  ///
  /// GoBGP and OpenBGPD write the identifier into the entries instead, as the other subtypes do: a
  /// record that ends as it should when it is read so is read so, and its `pathID` is nothing.
  @_lifetime(self: copy self)
  mutating func readGenericAddPath(
    _ family: IPFamily
  ) throws(WireError) -> (prefix: Prefix, pathID: UInt32?) {
    var other = self
    if let prefix = try? other.readPrefix(family) {
      var trial = other
      if (try? trial.skipTableEntries(hasPathID: true)) != nil, trial.isAtEnd {
        self = other
        return (prefix, nil)
      }
    }
    let pathID = try readUInt32()
    return (try readPrefix(family), pathID)
  }
}
