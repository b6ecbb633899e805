import Foundation
import Probing
import TestSupport
import Testing

/// The test for small entities.
struct BinomialTestTests {
  @Test("The tail is that of the binomial distribution")
  func tail() {
    // Sums of exact fractions.
    #expect(abs(BinomialTest.tail(2, of: 3, probability: 0.5) - 0.5) < 1e-15)
    #expect(abs(BinomialTest.tail(5, of: 5, probability: 0.1) - 1e-5) < 1e-18)
    #expect(abs(BinomialTest.tail(1, of: 50, probability: 0.02) - (1 - pow(0.98, 50))) < 1e-13)
    #expect(BinomialTest.tail(0, of: 5, probability: 0.1) == 1)
    #expect(BinomialTest.tail(6, of: 5, probability: 0.1) == 0)
    #expect(BinomialTest.tail(1, of: 5, probability: 0) == 0)
  }

  @Test("A small entity needs most of its addresses, a larger one a small part")
  func thresholds() {
    let test = BinomialTest(falseRate: 0.0001)
    #expect(test.threshold(of: 5, dropout: 0.02) == 3)
    #expect(test.threshold(of: 50, dropout: 0.02) == 7)
    #expect(test.threshold(of: 1, dropout: 0.001) == nil)
    #expect(test.threshold(of: 5, dropout: 0.3) == nil)
    #expect(test.threshold(of: 0, dropout: 0.3) == nil)
    #expect(test.threshold(of: 10, dropout: .nan) == nil)
    // One address alone is never a correlated failure.
    #expect(test.threshold(of: 20, dropout: 0) == 2)
  }

  @Test("Entities of 5 to 50 addresses are called falsely at no more than the stated rate")
  func falseRate() {
    let test = BinomialTest(falseRate: 0.001)
    var random = SeededRandom(seed: 4)
    var (calls, expected, trials) = (0, 0.0, 0)
    for size in 5...50 {
      for dropout in [0.005, 0.02, 0.05, 0.1] {
        guard let threshold = test.threshold(of: size, dropout: dropout) else { continue }
        let probability = BinomialTest.tail(threshold, of: size, probability: dropout)
        #expect(probability <= 0.001)
        for _ in 0..<4_000 {
          let silent = (0..<size).count { _ in random.unit() < dropout }
          if test.isCorrelated(silent, of: size, dropout: dropout) { calls += 1 }
        }
        trials += 4_000
        expected += 4_000 * probability
      }
    }
    #expect(Double(calls) <= Double(trials) * 0.001)
    // As many as the exact tails say, within five standard deviations.
    #expect(abs(Double(calls) - expected) <= 5 * expected.squareRoot())
  }
}
