import Inflate
import SignalFiles
import TestSupport
import Testing
import Timeline

/// Damaged input gives an error or findings, never a trap, and no more memory than it deserves.
@Suite struct DamageTests {
  /// Bins that a reading may hold: 64 for each byte of input is far above the reader's own rule.
  private func check(_ fixture: Fixture, _ bytes: [UInt8]) {
    guard let file = try? fixture.read(bytes) else { return }
    // One expectation a reading: thousands of them would take longer than the reading.
    let bins = file.signals.series.reduce(0) { $0 + $1.count }
    let isSound = file.signals.series.allSatisfy { series in
      series.step > 0 && (series.quality.isEmpty || series.quality.count == series.count)
        && !series.values.contains { $0 < 0 || $0.isInfinite }
    }
    if !isSound || bins > bytes.count * 64 + 1_000_000 {
      Issue.record("unsound signals from \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: Fixture.all)
  func `a fixture cut at every byte is read or refused`(fixture: Fixture) throws {
    #expect(fixture.bytes.count <= 4_096)
    for cut in 0...fixture.bytes.count { check(fixture, Array(fixture.bytes[..<cut])) }
    let packed = try Gzip.compress(fixture.bytes)
    for cut in 0...packed.count { check(fixture, Array(packed[..<cut])) }
  }

  @Test(arguments: Fixture.all)
  func `ten thousand seeded mutations are read or refused`(fixture: Fixture) {
    var random = SeededRandom(seed: UInt64(fixture.bytes.count))
    for _ in 0..<10_000 {
      var bytes = fixture.bytes
      for _ in 0...(random.next() % 3) { mutate(&bytes, &random) }
      check(fixture, bytes)
    }
  }

  private static let numbers: [[UInt8]] = [
    "99999999999999999999", "-1", "1e308", "0", "18446744073709551616", "253402300799", "nan",
    "-9223372036854775808", "0.0000000000000000000000001", "1e-400", "100000000000", "inf",
  ].map { Array($0.utf8) }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard !bytes.isEmpty else { return }
    let at = Int(random.next() % UInt64(bytes.count))
    let length = min(bytes.count - at, 1 + Int(random.next() % 24))
    switch random.next() % 6 {
    case 0: bytes[at] ^= 1 << UInt8(random.next() % 8)
    case 1: bytes[at] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.removeSubrange(at..<at + length)
    case 3: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
    case 4: bytes.swapAt(at, Int(random.next() % UInt64(bytes.count)))
    default:
      // Blows up the number that begins at or after the place.
      guard let start = bytes[at...].firstIndex(where: { (0x30...0x39).contains($0) }) else {
        return
      }
      let end =
        bytes[start...].firstIndex { !(0x30...0x39).contains($0) && $0 != 0x2E } ?? bytes.count
      let number = Self.numbers[Int(random.next() % UInt64(Self.numbers.count))]
      bytes.replaceSubrange(start..<end, with: number)
    }
  }

  @Test func `one time of 1970 does not make a grid of fifty years`() throws {
    var text = "datasource,entity,time,value\nbgp,country/IR,0,1\n"
    for bin in 0..<100 { text += "bgp,country/IR,\(1_573_916_400 + bin * 300),5\n" }
    let signals = try SignalReader().read(Array(text.utf8), name: "far.csv").signals
    #expect(signals.series[0].count == 100)
    #expect(signals.findings.count(of: "far-time") == 1)
  }

  @Test func `many short signals cannot fill the memory either`() throws {
    var text = "datasource,entity,time,value\n"
    for asn in 1...5_000 {
      text += "bgp,asn/\(asn),0,1\nbgp,asn/\(asn),2900000,1\nbgp,asn/\(asn),2900300,1\n"
    }
    let signals = try SignalReader().read(Array(text.utf8), name: "wide.csv").signals
    #expect(signals.series.reduce(0) { $0 + $1.count } <= 64 * 15_000 + 1_000_000 + 5_000)
    #expect(signals.series.count == 5_000)
  }

  @Test func `envelopes far apart do not make a grid between them`() throws {
    let text = [0, 1_573_916_400, 1_573_917_000].map { from in
      """
      {"type":"signals","data":[[{"entityType":"country","entityCode":"IR","datasource":"bgp",
      "from":\(from),"step":300,"values":[1,2]}]]}
      """
    }.joined(separator: "\n")
    let signals = try SignalReader().read(Array(text.utf8), name: "far.json").signals
    #expect(signals.series[0].count == 4)
    #expect(signals.findings.count(of: "far-time") == 2)
  }

  @Test func `deep nesting is refused`() {
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(throws: SignalFileError.self) { try SignalReader().read(deep, name: "deep.json") }
    let data = Array(("{\"data\":" + String(repeating: "[{\"a\":", count: 50_000)).utf8)
    #expect(throws: SignalFileError.self) { try SignalReader().read(data, name: "deep.json") }
  }
}
