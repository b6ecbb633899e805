import Detection
import Foundation
import TestSupport
import Testing

struct CumulativeSumTests {
  /// A level with noise of standard deviation 10.
  static func noise(_ count: Int, level: Double, seed: UInt64) -> [Double] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      level + 10 * ((0..<12).reduce(0) { sum, _ in sum + random.unit() } - 6)
    }
  }

  @Test func noticesAFallAndWhereItBegan() {
    let values = Self.noise(100, level: 1_000, seed: 1) + Self.noise(100, level: 900, seed: 2)
    var sum = CumulativeSum()
    let alarms = values.compactMap { sum.observe($0) }
    #expect(alarms.count == 1)
    #expect(alarms.allSatisfy { !$0.isRise && (97...100).contains($0.start) })
    #expect(alarms.allSatisfy { (100...103).contains($0.index) })
  }

  @Test func startsAnewAtTheNewLevel() {
    let values =
      Self.noise(100, level: 1_000, seed: 3) + Self.noise(100, level: 500, seed: 4)
      + Self.noise(100, level: 1_000, seed: 5)
    let found = CumulativeSumFinder().changePoints(in: values)
    #expect(found.count == 2)
    #expect(zip(found, [100, 200]).allSatisfy { ($1 - 12...$1).contains($0) })
  }

  @Test func seesASlowDriftThatNoSingleValueShows() {
    // Each value falls by a fortieth of the noise.
    let values = Self.noise(500, level: 1_000, seed: 6).enumerated().map { index, value in
      index < 300 ? value : value - 0.25 * Double(index - 300)
    }
    var sum = CumulativeSum(settings: .init(drift: 0.5, threshold: 8, calibration: 100))
    let alarms = values.compactMap { sum.observe($0) }
    #expect(!alarms.isEmpty)
    #expect(alarms.allSatisfy { !$0.isRise && $0.start >= 290 })
  }

  @Test func equalsThePlainRecursion() {
    // Calibrated by hand: level 0 and, by the median magnitude of the differences, a known scale.
    let calibration: [Double] = (0..<32).map { $0 % 2 == 0 ? -1 : 1 }
    let scale = 2 * 1.4826 / 2.0.squareRoot()
    var random = SeededRandom(seed: 8)
    let values = (0..<400).map { _ in 9 * (random.unit() - 0.45) }
    var sum = CumulativeSum(settings: .init(drift: 0.25, threshold: 4, calibration: 32))
    for value in calibration { #expect(sum.observe(value) == nil) }
    // The lower median of as many -1 as 1 is -1.
    var (rise, fall) = (0.0, 0.0)
    var expected: Int?
    for (index, value) in values.enumerated() where expected == nil {
      rise = max(0, rise + (value + 1) / scale - 0.25)
      fall = max(0, fall - (value + 1) / scale - 0.25)
      if max(rise, fall) > 4 { expected = index + 32 }
    }
    #expect(expected != nil)
    #expect(values.compactMap { sum.observe($0) }.first?.index == expected)
  }

  @Test func missingValuesChangeNothingButTheIndex() {
    let before = Self.noise(100, level: 1_000, seed: 9)
    let after = Self.noise(20, level: 500, seed: 10)
    let gap = Array(repeating: Double.nan, count: 9)
    let finder = CumulativeSumFinder()
    let found = finder.changePoints(in: before + after)
    #expect(found.count == 1)
    // A gap before the first value since the sum was zero moves it, one after it does not.
    #expect(finder.changePoints(in: gap + [.infinity] + before + after) == found.map { $0 + 10 })
    let split = finder.changePoints(in: before + gap + after)
    #expect(split == found.map { $0 < 100 ? $0 : $0 + 9 })
  }

  @Test func alarmsAtTheFirstMoveOfAConstantSeries() {
    let values = Array(repeating: 500.0, count: 90) + [400] + Array(repeating: 500, count: 90)
    #expect(CumulativeSumFinder().changePoints(in: values).first == 90)
    let zeros = Array(repeating: 0.0, count: 90)
    #expect(CumulativeSumFinder().changePoints(in: zeros).isEmpty)
    #expect(CumulativeSumFinder().changePoints(in: zeros + [1]) == [90])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func resumesFromItsStateAtAnyValue(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var values: [Double] = []
    for part in 0..<6 {
      values += Self.noise(90, level: Double((part * 7) % 5) * 300, seed: seed + UInt64(part))
    }
    for index in values.indices where random.unit() < 0.1 { values[index] = .nan }
    var whole = CumulativeSum()
    let expected = values.map { whole.observe($0) }
    var resumed = CumulativeSum()
    var found: [CumulativeSum.Alarm?] = []
    for value in values {
      if random.unit() < 0.2 {
        resumed = try JSONDecoder().decode(
          CumulativeSum.self, from: JSONEncoder().encode(resumed))
      }
      found.append(resumed.observe(value))
    }
    #expect(found == expected)
    #expect(resumed == whole)
    #expect(found.contains { $0 != nil })
  }

  @Test func theFindersHaveDistinctNames() {
    let finders: [any ChangePointFinder.Type] = [
      PenalisedSegmentation.self, CumulativeSumFinder.self,
    ]
    #expect(Set(finders.map { $0.name }).count == finders.count)
  }
}
