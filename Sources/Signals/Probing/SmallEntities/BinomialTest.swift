import Glibc

/// Whether more addresses of a small entity fell silent at once than chance explains.
///
/// An address that answered in the last round stops answering by itself with some probability; of n
/// such addresses more than `threshold` do so with at most the stated false rate. So an entity of five
/// addresses needs most of them, one of fifty a small part, where a ratio would treat them alike.
/// The tail of the binomial distribution is summed exactly, in O(n).
///
/// Source: Padmanabhan, Schulman, Dainotti, Levin, Spring, "How to Find Correlated Internet Failures"
/// (PAM 2019), as ZeusPing runs it, without its normal approximation.
public struct BinomialTest: Equatable, Sendable {
  /// The greatest probability with which a round without a common cause is called one.
  public let falseRate: Double

  /// Creates a test; `falseRate` is brought into 10⁻¹² to 0.5. ZeusPing's is 0.0001.
  public init(falseRate: Double = 0.0001) { self.falseRate = min(max(falseRate, 1e-12), 0.5) }

  /// The probability that at least `count` of `trials` fall silent, each with `probability`.
  public static func tail(_ count: Int, of trials: Int, probability: Double) -> Double {
    guard count > 0 else { return 1 }
    guard count <= trials, probability > 0 else { return 0 }
    guard probability < 1 else { return 1 }
    // The first term by its logarithm, the others by their ratios.
    let (n, p) = (Double(trials), probability)
    var term = exp(
      lgamma(n + 1) - lgamma(Double(count) + 1) - lgamma(n - Double(count) + 1)
        + Double(count) * log(p) + (n - Double(count)) * log1p(-p))
    var sum = 0.0
    for number in count...trials {
      sum += term
      term *= Double(trials - number) / Double(number + 1) * p / (1 - p)
    }
    return min(1, sum)
  }

  /// The least number of addresses that fall silent at once which chance does not explain, of `trials`
  /// that answered; nothing where even all of them could be chance. O(n log n).
  ///
  /// - Parameter dropout: the probability that an address which answered does not in the next round.
  public func threshold(of trials: Int, dropout: Double) -> Int? {
    guard trials > 0, dropout >= 0, dropout < 1 else { return nil }
    var (low, high) = (1, trials + 1)
    while low < high {
      let middle = (low + high) / 2
      if BinomialTest.tail(middle, of: trials, probability: dropout) <= falseRate {
        high = middle
      } else {
        low = middle + 1
      }
    }
    // One address that falls silent is never a correlated failure.
    let least = max(low, 2)
    return least <= trials ? least : nil
  }

  /// Whether `dropouts` of `trials` addresses that answered falling silent at once has a common cause.
  public func isCorrelated(_ dropouts: Int, of trials: Int, dropout: Double) -> Bool {
    threshold(of: trials, dropout: dropout).map { dropouts >= $0 } ?? false
  }
}
