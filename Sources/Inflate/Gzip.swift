/// Decompression and compression in the gzip format (RFC 1952) through zlib.
public enum Gzip {
  /// The most bytes that a decompression yields unless the caller says otherwise: 4 GiB.
  public static let defaultLimit = 1 << 32

  /// Whether the bytes begin with gzip's magic number and method; the name of a file says nothing.
  public static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
  }

  /// What came out of a decompression.
  public struct Output: Equatable, Sendable {
    /// The decompressed bytes of all members, in order.
    public var bytes: [UInt8]
    /// The number of members that ended well.
    public var members: Int
    /// What was lost, or nothing when all members ended well.
    public var damage: Damage?
  }

  /// Where and how a compressed stream broke.
  public struct Damage: Equatable, Sendable {
    /// The kinds of damage.
    public enum Kind: String, Sendable {
      /// The stream ends within a member.
      case truncated
      /// The compressed data, its checksum or its length is wrong.
      case corrupt
      /// Bytes that are not gzip follow the last member.
      case trailing
    }

    /// What is wrong.
    public var kind: Kind
    /// The offset in the compressed bytes up to which they could be used.
    public var offset: Int
    /// The compressed bytes that gave nothing. What is missing of a truncated stream nobody knows.
    public var unused: Int
  }
}
