/// How bytes are compressed, as their first bytes say; the name of a file says nothing.
public enum Compression: String, CaseIterable, Sendable {
  /// Not at all, or in a way that is not read here.
  case none
  /// gzip (RFC 1952).
  case gzip
  /// bzip2.
  case bzip2
  /// Zstandard (RFC 8878).
  case zstd

  /// The number of first bytes that decide.
  static let signatureLength = 10

  /// Finds out how bytes are compressed by the first ten of them, or all where there are fewer.
  ///
  /// The four letters of a bzip2 header are the time of an MRT record of 11 April 2005, so the
  /// number of the block behind them has to be there too.
  public init(firstBytes bytes: some Collection<UInt8>) {
    let bytes = Array(bytes.prefix(Self.signatureLength))
    self = .none
    if bytes.starts(with: [0x1F, 0x8B, 8]) {
      self = .gzip
    } else if bytes.count >= 4 {
      let word = bytes[..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if word == 0xFD2F_B528 || word & 0xFFFF_FFF0 == 0x184D_2A50 {
        self = .zstd
      } else if bytes.starts(with: [0x42, 0x5A, 0x68]), (0x31...0x39).contains(bytes[3]) {
        let block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
        let end: [UInt8] = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]
        let rest = bytes[4...]
        if block.starts(with: rest) || end.starts(with: rest) { self = .bzip2 }
      }
    }
  }
}
