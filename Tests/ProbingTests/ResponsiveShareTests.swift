import Incidents
import Probing
import TestSupport
import Testing
import Timeline

/// The share of addresses that answer, which sees what the count of blocks cannot.
struct ResponsiveShareTests {
  @Test("An outage that leaves a few addresses of each /24 alive is an event of the right depth")
  func partialOutage() throws {
    var world = ProbingWorld(networks: 1, size: 749, seed: 8) { index, _ in UInt16(index % 5) }
    let outage = 200..<236
    // 85 in 100 of the addresses fall silent; of every block some stay.
    world.isAlive = { block, host, round in
      !outage.contains(round) || (Int(host) / 2 * 7 + block) % 20 < 3
    }
    let run = world.run(rounds: 280)
    let events = try ProbingWorld.events(run.series)
    let share = events.filter {
      $0.datasource.id == "probing-responsive-share" && $0.entity.kind == .country
    }
    #expect(share.count == 1)
    let event = try #require(share.first)
    let series = try #require(
      run.series.first {
        $0.datasource.id == "probing-responsive-share" && $0.entity.kind == .country
      })
    #expect(abs(100 * event.depth - 85) <= 10)
    #expect(event.onset.by == series.time(at: 200))
    // Before it all is as expected, within a few standard errors.
    for index in 20..<200 { #expect(abs(series.values[index] - 100) < 15) }
    #expect(run.outcomes[205].total.shareError < 5)
  }
}
