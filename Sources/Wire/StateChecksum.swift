/// The checksum at the end of a saved state, and the hash of what it was made of.
///
/// It tells damage, not forgery. The octets are taken eight at a time as one number in network byte
/// order, the last ones as they are.
package enum StateChecksum {
  /// The octets that it takes.
  package static let size = 8

  /// A hash of the first `count` octets; a change within any eight of them changes it. O(count).
  package static func of(_ bytes: [UInt8], count: Int) -> UInt64 {
    var hash = UInt64(count)
    var index = 0
    while index < count {
      let end = min(index + 8, count)
      var word: UInt64 = 0
      for place in index..<end { word = word << 8 | UInt64(bytes[place]) }
      hash = mixed(hash, word)
      index = end
    }
    return hash
  }

  /// A hash with another word.
  package static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}
