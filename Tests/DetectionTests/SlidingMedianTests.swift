import Detection
import TestSupport
import Testing

/// The multiset against the plainest one that can be written: a sorted array.
struct SlidingMedianTests {
  /// The slow reference.
  struct SortedArray {
    var values: [Double] = []

    mutating func insert(_ value: Double) {
      values.insert(value, at: values.firstIndex { $0 >= value } ?? values.count)
    }

    mutating func remove(_ value: Double) {
      if let index = values.firstIndex(of: value) { values.remove(at: index) }
    }

    var lowerMedian: Double { values.isEmpty ? .nan : values[(values.count + 1) / 2 - 1] }
  }

  /// The shapes of series that a detector meets.
  enum Shape: CaseIterable {
    case uniform, walk, ramp, saw, ties, constant, outage, twoLevels, wide

    func values(_ count: Int, seed: UInt64) -> [Double] {
      var random = SeededRandom(seed: seed)
      var level = 0.0
      return (0..<count).map { index in
        switch self {
        case .uniform: return random.unit()
        case .walk:
          level += random.unit() - 0.5
          return level
        case .ramp: return Double(index) + random.unit()
        case .saw: return Double(index % 97) - random.unit()
        case .ties: return 8_280 + (random.unit() * 4).rounded()
        case .constant: return 7
        case .outage: return index % 300 < 120 ? 0 : 8_280 + (random.unit() * 50).rounded()
        case .twoLevels: return random.unit() < 0.5 ? -1 - random.unit() : 1_000 + random.unit()
        case .wide:
          let magnitude = Double(
            sign: .plus, exponent: Int.random(in: -900...900, using: &random),
            significand: 1 + random.unit())
          return random.unit() < 0.5 ? magnitude : -magnitude
        }
      }
    }
  }

  @Test(arguments: Shape.allCases, [1, 2, 3, 64, 65, 500])
  func slidesLikeASortedArray(shape: Shape, window: Int) {
    let values = shape.values(4_000, seed: UInt64(window))
    var median = SlidingMedian(expectedCount: window)
    var reference = SortedArray()
    for (index, value) in values.enumerated() {
      if index < window {
        median.insert(value)
      } else {
        median.replace(values[index - window], with: value)
        reference.remove(values[index - window])
      }
      reference.insert(value)
      guard median.lowerMedian == reference.lowerMedian, median.count == reference.values.count
      else {
        Issue.record("\(shape), window \(window), index \(index)")
        return
      }
    }
  }

  @Test(arguments: Shape.allCases, 1...12 as ClosedRange<UInt64>)
  func growsAndShrinksInAnyOrder(shape: Shape, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var median = SlidingMedian(expectedCount: seed % 2 == 0 ? 0 : 400)
    var reference = SortedArray()
    var held: [Double] = []
    // Grow, stay, shrink to nothing, and grow again.
    for (index, value) in shape.values(3_000, seed: seed).enumerated() {
      let share = [0.9, 0.5, 0.1, 0.7][index / 750]
      let leaves = held.isEmpty ? 0 : Int(random.next() % UInt64(held.count))
      if held.isEmpty || random.unit() < share {
        median.insert(value)
        reference.insert(value)
        held.append(value)
      } else if random.unit() < 0.5 {
        let old = held.remove(at: random.unit() < 0.5 ? 0 : leaves)
        median.remove(old)
        reference.remove(old)
      } else {
        let old = held.remove(at: leaves)
        median.replace(old, with: value)
        reference.remove(old)
        reference.insert(value)
        held.append(value)
      }
      guard
        median.count == held.count,
        median.lowerMedian == reference.lowerMedian || held.isEmpty && median.lowerMedian.isNaN
      else {
        Issue.record("\(shape), seed \(seed), index \(index)")
        return
      }
    }
    for value in held.shuffled(using: &random) {
      median.remove(value)
      reference.remove(value)
      #expect(
        median.lowerMedian == reference.lowerMedian
          || reference.values.isEmpty && median.lowerMedian.isNaN)
    }
    #expect(median.count == 0)
  }

  @Test(arguments: Shape.allCases)
  func rebuildsFromAnyOrder(shape: Shape) {
    let values = shape.values(1_500, seed: 5)
    for start in [values, values.sorted(), values.sorted(by: >)] {
      var median = SlidingMedian(rebuilding: start)
      var reference = SortedArray(values: values.sorted())
      #expect(median.lowerMedian == reference.lowerMedian)
      // The values leave in the order of the series, whatever order they were given in.
      for value in values {
        median.replace(value, with: value * 0.9)
        reference.remove(value)
        reference.insert(value * 0.9)
        guard median.lowerMedian == reference.lowerMedian else {
          Issue.record("\(shape)")
          return
        }
      }
    }
  }

  @Test func takesTheLowerOfTwoMiddles() {
    var median = SlidingMedian(rebuilding: [4, 1, 3, 2])
    #expect(median.lowerMedian == 2)
    median.insert(5)
    #expect(median.lowerMedian == 3)
  }

  @Test func isEmptyAfterRemoveAll() {
    var median = SlidingMedian(rebuilding: (0..<1_000).map(Double.init))
    median.removeAll()
    #expect(median.count == 0)
    #expect(median.lowerMedian.isNaN)
    median.insert(3)
    #expect(median.lowerMedian == 3)
    #expect(SlidingMedian(rebuilding: []).lowerMedian.isNaN)
  }

  @Test func copiesAreIndependent() {
    let original = SlidingMedian(rebuilding: (0..<100).map(Double.init))
    var copy = original
    for value in 0..<50 { copy.remove(Double(value)) }
    #expect(original.lowerMedian == 49)
    #expect(copy.lowerMedian == 74)
  }

  @Test func bothZerosAreOneValue() {
    var median = SlidingMedian(rebuilding: [-0.0, 0.0, -0.0])
    #expect(median.lowerMedian.sign == .plus)
    median.remove(0)
    median.remove(0)
    median.remove(0)
    #expect(median.count == 0)
  }

  @Test func trapsOnAnAbsentValue() async {
    await #expect(processExitsWith: .failure) {
      var median = SlidingMedian(rebuilding: [1, 2, 3])
      median.remove(2.5)
    }
  }
}
