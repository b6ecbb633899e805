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
}
