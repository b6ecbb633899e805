import MRT
import Net
import Timeline

// What several parts of the state are made of.

extension CheckpointWriter {
  mutating func write(_ peer: RoutePeer) {
    write(peer.address.family.rawValue)
    write(peer.address.high)
    write(peer.address.low)
    write(peer.asn.rawValue)
  }

  mutating func write(_ fullFeed: VisibilityOptions.FullFeed) {
    switch fullFeed {
    case .automatic: write(false)
    case .prefixes(let count):
      write(true)
      write(count)
    }
  }

  /// Writes what makes one resumed replay like another; its end is free.
  mutating func write(_ options: VisibilityOptions) {
    write(options.bin)
    write(optional: options.from?.seconds)
    write(options.fullFeed)
    write(options.fullFeed6)
    write(options.minimumPeers)
    write(options.allowPartialRIB)
    write(options.requireFirstAS)
    write(options.silence)
  }
}

extension CheckpointReader {
  mutating func peer() throws(VisibilityError) -> RoutePeer {
    guard let family = IPFamily(rawValue: try number()) else {
      throw CheckpointReader.malformed("address")
    }
    let high: UInt64 = try number()
    let low: UInt64 = try number()
    return RoutePeer(
      address: IPAddress(high: high, low: low, family: family), asn: ASN(try number()))
  }

  private mutating func fullFeed() throws(VisibilityError) -> VisibilityOptions.FullFeed {
    try flag() ? .prefixes(try number()) : .automatic
  }

  /// Reads the options and checks that they are the given ones, but for the end.
  mutating func check(_ options: VisibilityOptions) throws(VisibilityError) {
    var other: [String] = []
    if try number() != options.bin { other.append("length of a bin") }
    let from: Int64? = try flag() ? try number() : nil
    if from != options.from?.seconds { other.append("start") }
    if try fullFeed() != options.fullFeed { other.append("full feed") }
    if try fullFeed() != options.fullFeed6 { other.append("full IPv6 feed") }
    if try number() != options.minimumPeers { other.append("least number of peers") }
    if try flag() != options.allowPartialRIB { other.append("leave for partial tables") }
    if try flag() != options.requireFirstAS { other.append("rule for first ASNs") }
    if try number() != options.silence { other.append("length of silence") }
    guard other.isEmpty else {
      throw .invalidCheckpoint("it was made with another \(other.joined(separator: ", another "))")
    }
  }
}
