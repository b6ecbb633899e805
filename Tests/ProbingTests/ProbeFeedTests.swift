import Inflate
import Probing
import TestSupport
import Testing
import Timeline

/// Several inputs in order of time.
struct ProbeFeedTests {
  private static func input(_ name: String, _ rows: [(Double, Int)]) -> ProbeInput {
    var text = "time,address,replied\n"
    for (time, host) in rows { text += "\(time),192.0.2.\(host),1\n" }
    return ProbeInput(bytes: Array(text.utf8), name: name)
  }

  @Test("Files of several forms and probers come in order of time, equal times as they were named")
  func order() throws {
    let rows = ProbeFeedTests.input("b.csv", [(10, 1), (20, 2), (30, 3)])
    let objects = ProbeInput(
      bytes: Array(
        [5, 20, 25, 40].map { "{\"time\":\($0),\"address\":\"192.0.2.9\",\"replied\":0}\n" }
          .joined().utf8), name: "a.ndjson")
    let empty = ProbeInput(bytes: [], name: "c")
    let reading = try ProbeReading([rows, empty, objects])
    #expect(
      reading.lines() == [
        "5000 192.0.2.9 0 a 0", "10000 192.0.2.1 1 b 0", "20000 192.0.2.2 1 b 0",
        "20000 192.0.2.9 0 a 0", "25000 192.0.2.9 0 a 0", "30000 192.0.2.3 1 b 0",
        "40000 192.0.2.9 0 a 0",
      ])
    #expect(reading.counts.map(\.probes) == [3, 0, 4])
  }

  @Test("Many files of which few overlap come as one file would")
  func manyFiles() throws {
    var random = SeededRandom(seed: 3)
    var all: [(Double, Int)] = []
    var inputs: [ProbeInput] = []
    for file in 0..<100 {
      var rows: [(Double, Int)] = []
      var time = Double(file) * 500
      for _ in 0..<60 {
        time += Double(Int.random(in: 1...20, using: &random))
        rows.append((time, file))
      }
      all += rows
      inputs.append(ProbeFeedTests.input("f\(file).csv", rows))
    }
    inputs.shuffle(using: &random)
    let reading = try ProbeReading(inputs)
    let times = reading.results.map(\.milliseconds)
    #expect(times == times.sorted())
    #expect(times == all.map { Int64($0.0 * 1_000) }.sorted())
    #expect(reading.findings.isEmpty)
  }

  @Test(
    "A time that leaps ahead holds its file back no longer than itself; one far back is counted")
  func leaps() throws {
    let odd = ProbeFeedTests.input(
      "odd",
      (0..<60).map { (Double(10_000 + $0 * 10 + ($0 == 20 ? 1_000_000 : $0 == 40 ? -500 : 0)), $0) }
    )
    let even = ProbeFeedTests.input("even", (0..<60).map { (Double(10_005 + $0 * 10), 100 + $0) })
    let reading = try ProbeReading([odd, even])
    let hosts = reading.results.map { Int($0.address & 255) }
    #expect(hosts.count == 120)
    for (place, host) in hosts.enumerated() where host != 40 {
      let time = host < 100 ? host * 2 : (host - 100) * 2 + 1
      #expect(abs(place - time) <= 2)
    }
    #expect(reading.findings.count(of: "time-goes-back") == 1)
  }
}
