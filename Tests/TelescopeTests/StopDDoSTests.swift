import Capture
import Telescope
import TestSupport
import Testing

/// Captures of real floods and reflections, explained at the defaults.
@Suite(.enabled(if: Corpus.isPresent))
struct StopDDoSTests {
  /// What a file comes to: packets passed, sources passed, IPv4 sources.
  struct Expected: Sendable, CustomTestStringConvertible {
    let file: String
    let passed: Int
    let passedSources: Int
    let sources: Int
    var testDescription: String { file }
  }

  static let expected = [
    Expected(
      file: "amp.TCP.reflection.SYNACK.pcap", passed: 172, passedSources: 17, sources: 7055),
    Expected(
      file: "amp.TCP.syn.optionallyACK.optionallysamePort.pcapng", passed: 310, passedSources: 22,
      sources: 60),
    Expected(
      file: "amp.UDP.bacnet.IOT.37810.pcapng", passed: 8983, passedSources: 5744, sources: 6276),
    Expected(file: "amp.UDP.isakmp.pcap", passed: 3608, passedSources: 2517, sources: 2767),
    Expected(file: "amp.UDP.snmp.src161.pcapng", passed: 2682, passedSources: 2643, sources: 4276),
    Expected(file: "amp.dns.RRSIG.fragmented.pcap", passed: 2858, passedSources: 97, sources: 237),
    Expected(
      file: "pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng", passed: 0, passedSources: 0, sources: 9697),
    Expected(file: "pkt.TCP.synflood.spoofed.pcap", passed: 0, passedSources: 0, sources: 37623),
  ]

  private func explain(_ file: String, _ options: FilterOptions) throws -> ExplainReport {
    var explanation = FilterExplanation(options)
    explanation.begin(file: file)
    let input = CaptureInput(path: Corpus.path("pcap/stopddos/\(file)"))
    let findings = try input.read(into: &explanation)
    return explanation.report(findings: findings)
  }

  @Test("What passes of a flood is what corsaro's conditions let pass", arguments: expected)
  func defaults(_ file: Expected) throws {
    let report = try explain(file.file, FilterOptions())
    #expect(report.totals.passed == file.passed)
    #expect(report.passedSources == file.passedSources)
    #expect(report.ipv4Sources == file.sources)
    let totals = report.totals
    #expect(
      totals.packets == totals.notIPv4 + totals.passed
        + PacketFilter.allCases.reduce(0) { $0 + totals.removed(by: $1) })
  }

  @Test(
    "Without the two rules of the TTL most sources of the floods are kept",
    arguments: [
      ("pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng", 9565), ("pkt.TCP.synflood.spoofed.pcap", 37347),
    ])
  func withoutTTL(_ file: String, _ sources: Int) throws {
    let options = try FilterOptions(disabling: ["ttl-200-nonspoofed", "ttl-200"])
    #expect(try explain(file, options).passedSources == sources)
  }
}
