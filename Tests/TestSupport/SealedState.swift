/// The checksum at the end of saved states, as the formats have it, written a second time.
public enum SealedState {
  /// The checksum of octets.
  public static func checksum(_ octets: some Collection<UInt8>) -> UInt64 {
    let octets = Array(octets)
    var hash = UInt64(octets.count)
    for start in stride(from: 0, to: octets.count, by: 8) {
      let word = octets[start..<min(start + 8, octets.count)].reduce(0) { $0 << 8 | UInt64($1) }
      let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash = product ^ product >> 29
    }
    return hash
  }

  /// Octets with the checksum that belongs to them behind them.
  public static func sealing(_ octets: [UInt8]) -> [UInt8] {
    let hash = checksum(octets)
    return octets + (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * $0)) }
  }
}
