import Inflate
import TestSupport

/// The ways in which test data is compressed, each by the library whose format it is.
enum Packing: String, CaseIterable {
  case plain
  case gzip
  case bzip2
  case zstd

  /// Those that compress.
  static let compressed: [Packing] = [.gzip, .bzip2, .zstd]

  func pack(_ bytes: [UInt8]) throws -> [UInt8] {
    switch self {
    case .plain: bytes
    case .gzip: try Gzip.compress(bytes, level: 6)
    case .bzip2: Bzip2.compress(bytes, level: 1)
    case .zstd: Zstd.compress(bytes)
    }
  }

  var format: Compression {
    switch self {
    case .plain: .none
    case .gzip: .gzip
    case .bzip2: .bzip2
    case .zstd: .zstd
    }
  }
}

/// Bytes of a given make.
enum Material: String, CaseIterable {
  /// All the same.
  case constant
  /// Two bytes in turns, whose rotations are all equal to one of two.
  case periodic
  /// Nothing repeats.
  case noise
  /// Records that resemble one another, with runs of zeros, as in archives.
  case records

  func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    switch self {
    case .constant: return [UInt8](repeating: 0x41, count: count)
    case .periodic: return (0..<count).map { $0 % 2 == 0 ? 0x61 : 0x62 }
    case .noise: return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    case .records:
      var bytes: [UInt8] = []
      bytes.reserveCapacity(count + 64)
      var number: UInt32 = 0
      while bytes.count < count {
        number &+= UInt32(random.next() % 3)
        bytes += [0x57, 0x3A, 0, 0, 0, 0, 0, 13, 0, 4] + withBytes(number)
        bytes += [UInt8](repeating: 0, count: Int(random.next() % 9))
        for _ in 0..<Int(random.next() % 6) { bytes += withBytes(UInt32(random.next() % 5_000)) }
      }
      return Array(bytes.prefix(count))
    }
  }

  private func withBytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
