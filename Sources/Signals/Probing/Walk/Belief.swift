/// The belief B(U) that a block is up, and how a probe moves it.
///
/// Source: Quan, Heidemann, Pradkin, "Trinocular" (SIGCOMM 2013), section 4.2, with the constants that
/// IODA's prober runs with.
public struct Belief: Equatable, Sendable {
  /// The probability that the block is up: `floor` to `ceiling`.
  public let value: Double

  /// The least belief, from which a block that is up again is found soon.
  public static let floor = 1 - 0.99
  /// The greatest belief.
  public static let ceiling = 0.99
  /// Above it a block is up.
  public static let upper = 0.9
  /// Below it a block is down.
  public static let lower = 0.1
  /// P(p | not U): that a block which is down answers, (1 − ℓ) / |b| with a loss ℓ of 0.01.
  public static let falseReply = (1 - 0.01) / 256

  /// Creates a belief; values are brought into the range.
  @inlinable
  public init(_ value: Double = 0.99) {
    self.value = min(max(value, 1 - 0.99), 0.99)
  }

  /// What the belief alone says.
  @inlinable
  public var state: BlockState { value > 0.9 ? .up : value < 0.1 ? .down : .uncertain }

  /// Takes the outcome of a probe of an address that answers with probability `availability` while the
  /// block is up. O(1).
  @inlinable
  public mutating func take(isReply: Bool, availability: Double) {
    // Literals instead of the constants above: those are read through a once-only initialiser.
    let falseReply = 0.99 / 256
    let down = (isReply ? falseReply : 1 - falseReply) * (1 - value)
    let up = (isReply ? availability : 1 - availability) * value
    self = Belief(1 - min(max(down / (down + up), 0.01), 0.99))
  }
}
