import Telescope
import TestSupport
import Testing

/// Sketches of sources: exact while few, close when many, the same however they are merged.
struct SketchTests {
  @Test("Over a thousand bins the error is within the stated bounds")
  func error() {
    var random = SeededRandom(seed: 14)
    var squares = 0.0
    var worst = 0.0
    for _ in 0..<1_000 {
      let count = 10 + Int(random.next() % 799_991)
      var sketch = SourceSketch()
      // Different addresses: an odd factor permutes them all.
      let start = UInt32(truncatingIfNeeded: random.next())
      for index in 0..<count {
        sketch.insert((start &+ UInt32(truncatingIfNeeded: index)) &* 2_654_435_769)
      }
      let error = sketch.count / Double(count) - 1
      squares += error * error
      worst = max(worst, error.magnitude)
    }
    #expect((squares / 1_000).squareRoot() <= 0.009)
    #expect(worst <= 0.04)
  }

  @Test("Below 1,024 addresses a sketch is exact", arguments: [0, 1, 500, 1_023])
  func exact(_ count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    var set: Set<UInt32> = []
    var sketch = SourceSketch()
    while set.count < count {
      let address = UInt32(truncatingIfNeeded: random.next())
      set.insert(address)
      sketch.insert(address)
      sketch.insert(address)
    }
    #expect(sketch.isExact && sketch.count == Double(count))
  }

  @Test("A merged sketch is the sketch of the union", arguments: 0..<40)
  func merging(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let addresses = (0..<Int(random.next() % 4_000)).map { _ in
      UInt32(truncatingIfNeeded: random.next() % 3_000)
    }
    var whole = SourceSketch()
    var parts = [SourceSketch](repeating: SourceSketch(), count: 3)
    for address in addresses {
      whole.insert(address)
      parts[Int(random.next() % 3)].insert(address)
    }
    var forward = parts[0]
    forward.merge(parts[1])
    forward.merge(parts[2])
    var backward = parts[2]
    backward.merge(parts[1])
    backward.merge(parts[0])
    #expect(forward == whole && backward == whole)
  }
}
