/// Damages bytes at random: what bad disks, bad writers and bad people do to a file.
public enum Mutation {
  /// Numbers at which lengths and counts break.
  private static let edges: [UInt8] = [0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF]

  /// Damages one to eight places.
  public static func apply(to bytes: inout [UInt8], using random: inout SeededRandom) {
    for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let length = min(Int.random(in: 1...16, using: &random), bytes.count - place)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes[place] = edges.randomElement(using: &random) ?? 0
      case 3: bytes.removeSubrange(place..<place + length)
      case 4: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      default:
        for index in place..<place + min(4, length) {
          bytes[index] = edges.randomElement(using: &random) ?? 0
        }
      }
    }
  }
}
