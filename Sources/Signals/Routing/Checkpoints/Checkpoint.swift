/// What all checkpoints have in common: how they begin and end.
///
/// Eight octets that name the format, its version, the kind, what is saved, and a checksum of all
/// before it. Numbers are little-endian.
enum Checkpoint {
  /// What is saved.
  enum Kind: UInt8, Sendable {
    case replay = 1
    case recorder = 2
    case part = 3
  }

  static let magic = Array("vigilbgp".utf8)
  static let version: UInt32 = 2
  /// The octets of magic, version and kind.
  static let headerSize = 13
  static let checksumSize = 8

  /// A hash of the first `count` octets; a change within any eight of them changes it.
  static func checksum(_ bytes: [UInt8], count: Int) -> UInt64 {
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
  static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}
