import Detection
import Incidents
import Testing

@Suite struct StepChangePointTests {
  private let finder: any ChangePointFinder = StepChangePointFinder()

  @Test func namesTheFirstBinOfEachLevel() {
    let values = [100, 101, 100, 99, 100, 40, 41, 40, 40, 100, 100, 101].map { Double($0) }
    #expect(finder.changePoints(in: values) == [5, 9])
  }

  @Test func aGapIsBridgedAndNoChange() {
    let values: [Double] = [100, 101, .nan, .nan, 100, 101, .nan, 20, 21, 20]
    #expect(finder.changePoints(in: values) == [7])
    #expect(finder.changePoints(in: [100, .nan, 100, 100]).isEmpty)
  }

  @Test func nothingInNothing() {
    #expect(finder.changePoints(in: []).isEmpty)
    #expect(finder.changePoints(in: [.nan, .infinity, 3]).isEmpty)
    #expect(finder.changePoints(in: Array(repeating: 0, count: 50)).isEmpty)
  }

  @Test func aRampCountsOnceAtATenth() {
    let level = (0..<20).map { 1_000 + Double($0 % 2) }
    let ramp: [Double] = [960, 880, 700, 500, 500, 501]
    #expect(finder.changePoints(in: level + ramp) == [21])
  }
}
