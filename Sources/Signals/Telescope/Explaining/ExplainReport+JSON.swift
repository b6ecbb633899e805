import Capture
import Timeline

extension ExplainReport {
  /// The report as one JSON object, `vigil.telescope.explain/1`, with a line break behind it.
  ///
  /// Every filter stands in `removed` and `matched`, those that matched in `examples`.
  public var json: String {
    let filters = PacketFilter.allCases
    let removed = filters.map { "\"\($0.name)\":\(totals.removed(by: $0))" }
    let matched = filters.map { "\"\($0.name)\":\(self.matched(by: $0))" }
    let examples = filters.compactMap { filter in
      self.examples[filter].map { "\"\(filter.name)\":\(ExplainReport.json($0))" }
    }
    return "{\"schema\":\"\(ExplainReport.schema)\",\"packets\":\(totals.packets),"
      + "\"notIPv4\":\(totals.notIPv4),\"passed\":\(totals.passed),"
      + "\"truncated\":\(totals.truncated),\"undecided\":\(totals.undecided),"
      + "\"sources\":{\"ipv4\":\(ipv4Sources),\"passed\":\(passedSources)},"
      + "\"removed\":{\(removed.joined(separator: ","))},"
      + "\"matched\":{\(matched.joined(separator: ","))},"
      + "\"examples\":{\(examples.joined(separator: ","))},"
      + "\"findings\":[\(findings.map(ExplainReport.json).joined(separator: ","))]}\n"
  }

  private static func json(_ example: PacketExample) -> String {
    let ports = example.ports
    return "{\"file\":\(quoted(example.file)),\"packet\":\(example.packet),"
      + "\"time\":\"\(example.timeText)\",\"src\":\"\(PacketExample.text(example.source))\","
      + "\"dst\":\"\(PacketExample.text(example.destination))\","
      + "\"protocol\":\(example.protocolNumber),"
      + "\"srcPort\":\(ports.map { String($0.source) } ?? "null"),"
      + "\"dstPort\":\(ports.map { String($0.destination) } ?? "null"),"
      + "\"ttl\":\(example.timeToLive),\"length\":\(example.length)}"
  }

  private static func json(_ finding: Finding) -> String {
    "{\"kind\":\(quoted(finding.kind)),\"source\":\(quoted(finding.source)),"
      + "\"place\":\(finding.place.map(quoted) ?? "null"),\"detail\":\(quoted(finding.detail)),"
      + "\"disposition\":\(quoted(finding.disposition)),\"count\":\(finding.count)}"
  }

  /// A JSON string (RFC 8259, 7).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
