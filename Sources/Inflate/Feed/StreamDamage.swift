/// Where and how a compressed stream broke, and what of it was lost.
public struct StreamDamage: Equatable, Sendable {
  /// The kinds of damage.
  public enum Kind: String, Sendable {
    /// The input ends within a stream.
    case truncated
    /// The compressed data or a checksum of it is wrong.
    case corrupt
    /// Bytes that do not belong to the format follow its last stream.
    case trailing
    /// The stream is well formed and needs what is not done here: a zstd dictionary, a zstd window
    /// above 128 MiB, or the randomised blocks that bzip2 gave up in 1998.
    case unsupported
  }

  /// What is wrong.
  public var kind: Kind
  /// The place in the compressed bytes up to which, or from which, they could not be used.
  public var compressedOffset: UInt64
  /// The number of compressed bytes that gave nothing; nil where nobody knows, as behind the end
  /// of a truncated stream.
  public var compressedLoss: UInt64?
  /// The place in the decompressed bytes where those that were lost would stand, or, for a wrong
  /// checksum, the end of the bytes that it covers.
  public var offset: UInt64
  /// Whether there is a gap at `offset`, behind which bytes from beyond the damage are delivered.
  ///
  /// Those bytes begin anywhere in a record: a reader has to find its own way back.
  public var isResumed: Bool

  /// Creates a damage.
  public init(
    kind: Kind, compressedOffset: UInt64, compressedLoss: UInt64?, offset: UInt64,
    isResumed: Bool = false
  ) {
    self.kind = kind
    self.compressedOffset = compressedOffset
    self.compressedLoss = compressedLoss
    self.offset = offset
    self.isResumed = isResumed
  }
}

extension StreamDamage: CustomStringConvertible {
  /// The damage for people.
  public var description: String {
    let loss = compressedLoss.map { ", \($0) compressed bytes lost" } ?? ""
    let what =
      switch kind {
      case .truncated: "the compressed data ends early, at its byte \(compressedOffset)"
      case .corrupt: "the compressed data is damaged at its byte \(compressedOffset)\(loss)"
      case .trailing:
        "bytes that are not compressed data follow it at byte \(compressedOffset)\(loss)"
      case .unsupported:
        "the compressed data at byte \(compressedOffset) is in a form that is not read\(loss)"
      }
    let end = isResumed ? "data goes on behind the gap at its byte" : "data ends at its byte"
    return kind == .trailing ? what : "\(what); \(end) \(offset)"
  }
}
