import Inflate
import Probing
import TestSupport
import Testing
import Timeline

/// Damaged files of each form: no trap, no more than the octets hold, and all of it counted.
struct ProbeHostileTests {
  static let samples: [[UInt8]] = [
    Array(
      """
      time,address,replied,rtt,prober
      1573923600.25,192.0.2.7,1,12.5,a
      2019-11-16T17:00:00.5Z,"192.0.2.8",false,,b
      1573923601,2001:db8::1,1,3,a

      """.utf8),
    Array(ProbeMakerTests.zmap.utf8),
    Array(ProbeMakerTests.scamper.utf8),
    Array(ProbeMakerTests.atlas.joined(separator: "\n").utf8),
    Array(("[" + ProbeMakerTests.atlas.joined(separator: ",") + "]").utf8),
    Array(
      """
      {"time":1573923600.25,"address":"192.0.2.7","replied":true,"rtt":12.5,"prober":"a"}
      {"address":"192.0.2.8","replied":0,"time":"2019-11-16T17:00:00.5Z"}

      """.utf8),
  ]

  private static func read(_ bytes: [UInt8]) {
    let scan = ZMapScan(targets: [0xC000_0201, 0xC000_0204], start: 0, end: 1)
    guard
      let reading = try? ProbeReading(
        [
          ProbeInput(bytes: bytes, name: "a"),
          ProbeInput(bytes: bytes, name: "b", options: ProbeInputOptions(scan: scan)),
        ], includesRepliesOnly: true)
    else { return }
    let records = reading.counts.reduce(0) { $0 + $1.records }
    #expect(reading.results.count <= records * 256 + 2)
    #expect(reading.counts.reduce(0) { $0 + $1.probes } == reading.results.count)
    #expect(reading.results.allSatisfy { (0..<4_294_967_296_000).contains($0.milliseconds) })
  }

  @Test("Files that end at any octet", arguments: samples.indices)
  func truncation(index: Int) {
    let sample = ProbeHostileTests.samples[index]
    for count in 0..<sample.count { ProbeHostileTests.read(Array(sample[..<count])) }
  }

  @Test("Ten thousand damaged files", arguments: samples.indices)
  func mutation(index: Int) {
    var random = SeededRandom(seed: UInt64(index))
    for _ in 0..<10_000 / ProbeHostileTests.samples.count + 1 {
      var bytes = ProbeHostileTests.samples[index]
      Mutation.apply(to: &bytes, using: &random)
      ProbeHostileTests.read(bytes)
    }
  }

  @Test("Numbers beyond all bounds are no results")
  func extremes() throws {
    let huge = "99999999999999999999999999"
    let text = """
      {"type":"ping","dst":"192.0.2.1","start":{"sec":\(huge),"usec":\(huge)},"ping_sent":\(huge)}
      {"type":"ping","dst":"192.0.2.1","start":{"sec":1,"usec":-\(huge)},"ping_sent":1000000,"wait":\(huge)}
      {"type":"ping","dst":"192.0.2.1","start":{"sec":1},"ping_sent":2,"responses":[{"seq":-\(huge),"rtt":1e300}]}
      {"prb_id":1,"dst_addr":"192.0.2.1","timestamp":1e300,"result":[{"rtt":-1e300}]}
      {"prb_id":1,"dst_addr":"192.0.2.1","timestamp":1,"lts":1e300,"result":[{"rtt":-1e300}]}
      {"time":\(huge),"address":"192.0.2.1","replied":1}
      {"time":-1,"address":"192.0.2.1","replied":1}
      """
    let reading = try ProbeReading(text)
    #expect(reading.results.count == 256 + 2)
    #expect(reading.findings.count(of: "many-packets") == 1)
    #expect(reading.findings.count(of: "bad-time") == 4)
  }
}
