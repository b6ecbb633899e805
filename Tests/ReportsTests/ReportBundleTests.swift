import Detection
import Engine
import Foundation
import FoundationXML
import Incidents
import Reports
import Testing
import Timeline

@Suite struct ReportBundleTests {
  private static let annotations = """
    from,until,zone,place,label,source,url,kind,count
    2019-11-16,,+03:30,,Protests <b>,Monitor,javascript:alert(1),protest,29
    2019-11-17,,+03:30,asn/31549,Lines said to fail here,Observer,https://example.org/?a=1&b=2,,
    2019-11-18,,+03:30,,One,Monitor,,protest,3
    2019-11-18,,+03:30,,Two,Monitor,,protest,4
    2019-11-18,,+03:30,,Three,Monitor,,protest,5
    2019-11-18,,+03:30,,Four,Monitor,,protest,1
    """

  /// The files of the whole fixture, made once.
  private static let whole = Result { try bundle(ReportFixture.standard) }

  private var files: [String: String] {
    get throws { try Self.whole.get() }
  }

  private static func bundle(
    _ analysis: Analysis, annotated: Bool = true
  ) throws -> [String: String] {
    let rows =
      annotated ? try AnnotationReader().read(Array(annotations.utf8)) : []
    let bundle = ReportBundle(
      analysis, annotations: rows,
      options: ReportOptions(version: "1.2.3", localOffset: 12_600),
      hash: { "\($0.count)-\($0.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })" })
    return Dictionary(
      uniqueKeysWithValues: bundle.files.map {
        ($0.path, String(decoding: $0.bytes, as: UTF8.self))
      })
  }

  @Test func aReportHasItsFiles() throws {
    let files = try self.files
    #expect(
      files.keys.sorted() == [
        "events.csv", "events.ndjson", "figures/country-IR-bgp.svg",
        "figures/country-IR-operators.svg", "figures/country-IR-ping-slash24.svg",
        "figures/country-IR-ucsd-nt.svg", "incidents.json", "manifest.json", "report.html",
        "report.md", "series.csv",
      ])
  }

  @Test func theSameAnalysisGivesTheSameBytes() throws {
    #expect(try files == Self.bundle(ReportFixture.standard))
  }

  @Test func everyOutputBearsTheNotice() throws {
    for (path, text) in try files {
      #expect(text.contains("Reconstructed series, not measured"), "\(path)")
    }
  }

  @Test func figuresAreWellFormedAndStandAlone() throws {
    for (path, text) in try files where path.hasSuffix(".svg") {
      #expect(XMLParser(data: Data(text.utf8)).parse(), "\(path)")
      for part in ["<title", "<desc", "UTC", "Data: IODA, Georgia Institute of Technology"] {
        #expect(text.contains(part), "\(path) lacks \(part)")
      }
    }
  }

  @Test func thePageIsWellFormedWhereItMatters() throws {
    let html = try #require(try files["report.html"])
    let start = try #require(html.range(of: "<main>"))
    let end = try #require(html.range(of: "</main>"))
    let body = String(html[start.lowerBound..<end.upperBound])
      .replacingOccurrences(of: "<div id=\"tip\" hidden>", with: "<div>")
    #expect(XMLParser(data: Data(body.utf8)).parse())
    #expect(!html.contains("javascript:"))
    #expect(!html.contains("<b>"))
    #expect(html.contains("href=\"https://example.org/?a=1&amp;b=2\""))
    #expect(html.contains("scope=\"row\""))
    #expect(html.contains("What these signals cannot show"))
    #expect(html.contains("local time UTC+03:30"))
    for part in ["src=", "@import", "url(http"] { #expect(!html.contains(part)) }
  }

  @Test func aPlaceStandsBesideItsSignal() throws {
    let html = try #require(try files["report.html"])
    let place = try #require(html.components(separatedBy: "id=\"p0-0-t\"").dropFirst().first)
    let list = try #require(place.components(separatedBy: "</svg>").dropFirst().first)
    #expect(
      list.hasPrefix(
        "<ul class=\"notes\"><li>17 Nov 2019 (UTC+03:30): Lines said to fail here (Observer)"))
    let rows = try AnnotationReader().read(
      Array("from,zone,label,place\n2019-11-17,Z,Found by name,shatel\n".utf8))
    let bundle = ReportBundle(
      ReportFixture.analysis(days: 5), annotations: rows, options: .init(version: "1"))
    let page = try #require(bundle.files.first { $0.path == "report.html" })
    let isThere = String(decoding: page.bytes, as: UTF8.self).contains(
      ">Shatel (asn/31549): percent")
    #expect(isThere)
  }

  @Test func crowdedDaysAreCounted() throws {
    let html = try #require(try files["report.html"])
    #expect(html.contains("18 Nov 2019: 13 in rows 4, 5, 6, 7"))
    #expect(html.contains(">Four</td>"))
  }

  @Test func namesOfAPageAreUnique() throws {
    let html = try #require(try files["report.html"])
    var ids: [Substring] = []
    for part in html.components(separatedBy: " id=\"").dropFirst() {
      ids.append(Substring(part.prefix { $0 != "\"" }))
    }
    #expect(ids.count > 20)
    #expect(Set(ids).count == ids.count)
  }

  @Test func gapsAreDrawnAsGaps() throws {
    let svg = try #require(try files["figures/country-IR-bgp.svg"])
    #expect(svg.contains("<title>no values</title>"))
    let line = try #require(
      svg.components(separatedBy: "<path d=\"").first {
        $0.contains("stroke=\"#33A02C\"")
      })
    #expect(line.components(separatedBy: "M").count - 1 == 2)
  }

  @Test func extremesSurviveTheDrawing() throws {
    var analysis = ReportFixture.standard
    let index = try #require(
      analysis.traces.firstIndex {
        $0.series.key == SignalKey(entity: ReportFixture.country, datasource: .bgp)
      })
    let plain = try #require(try Self.bundle(analysis)["figures/country-IR-bgp.svg"])
    analysis.traces[index].series.values[100] = 0
    let spiked = try #require(try Self.bundle(analysis)["figures/country-IR-bgp.svg"])
    func touchesZero(_ svg: String) -> Bool {
      svg.components(separatedBy: "<path d=\"").contains {
        $0.contains("stroke=\"#33A02C\"") && $0.contains(" 194L")
      }
    }
    #expect(!touchesZero(plain))
    #expect(touchesZero(spiked))
  }

  @Test func seriesHoldEveryBinThatIsDrawn() throws {
    let analysis = ReportFixture.analysis(days: 5)
    let csv = try #require(try Self.bundle(analysis)["series.csv"])
    let bins = analysis.traces.reduce(0) { $0 + $1.series.count }
    #expect(csv.split(separator: "\n").count == bins + 3)
    #expect(csv.hasPrefix("# notice: Reconstructed series, not measured\n# credit: IODA, "))
    #expect(csv.contains("\ncountry/IR,ucsd-nt,2019-11-17T00:00:00Z,"))
  }

  @Test func theManifestNamesInputsAndOutputsWithoutAClock() throws {
    let files = try self.files
    let text = try #require(files["manifest.json"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let outputs = try #require(json["outputs"] as? [[String: Any]])
    #expect(
      Set(outputs.compactMap { $0["name"] as? String })
        == Set(files.keys).subtracting(["manifest.json"]))
    for output in outputs {
      let name = try #require(output["name"] as? String)
      #expect(output["size"] as? Int == files[name]?.utf8.count)
      #expect((output["sha256"] as? String)?.isEmpty == false)
    }
    let inputs = try #require(json["inputs"] as? [[String: Any]])
    #expect(inputs.first?["rows"] as? Int == 99)
    #expect(json["profileText"] as? String == "name = \"vigil\"\n[bgp]\nwarning = 0.99\n")
    #expect(json["version"] as? String == "1.2.3")
  }

  /// Words that these signals cannot speak of never stand in generated text.
  @Test func generatedTextSaysOnlyWhatSignalsShow() throws {
    let analysis = ReportFixture.standard
    var texts = try Self.bundle(ReportFixture.analysis(days: 11), annotated: false)
    for format in OutputFormat.allCases {
      texts["events \(format)"] = analysis.eventText(format, level: .warning)
      texts["incidents \(format)"] = analysis.incidentText(format)
      texts["anatomy \(format)"] = analysis.anatomyText(format)
    }
    texts["coverage"] = analysis.coverage.lines().joined(separator: "\n")
    let fixed = "share of the country's lost /24s, not of its users"
    for (path, text) in texts {
      let words = Set(
        text.lowercased().replacingOccurrences(of: fixed, with: "")
          .replacingOccurrences(of: fixed.replacingOccurrences(of: "'", with: "&#39;"), with: "")
          .split { !$0.isLetter })
      for word in ["dark", "darkness", "shutdown", "shutdowns", "ordered", "users", "user"] {
        #expect(!words.contains(Substring(word)), "\(path) says \(word)")
      }
    }
  }

  @Test func aRunWithoutVerdictsSaysThatItCannotSay() throws {
    var analysis = ReportFixture.analysis(days: 2)
    (analysis.events, analysis.incidents, analysis.anatomies) = ([], [], [])
    for index in analysis.coverage.signals.indices {
      let signal = analysis.coverage.signals[index]
      analysis.coverage.signals[index].missing += signal.judged
      analysis.coverage.signals[index].judged = 0
    }
    let files = try Self.bundle(analysis)
    let html = try #require(files["report.html"])
    #expect(html.contains("cannot say whether there was an outage"))
    let denies = html.lowercased().contains("no outage")
    #expect(!denies)
    #expect(analysis.eventText(.table).contains("nothing could be judged"))
  }

  @Test func anEmptyRunStillGivesAReport() throws {
    let analysis = Analysis(
      profile: "vigil", profileText: "", thresholds: [:], events: [], incidents: [],
      anatomies: [], traces: [], coverage: Coverage(), findings: [], membership: Membership(),
      credits: [], notices: [], inputs: [], command: "vigil replay")
    #expect(try Self.bundle(analysis)["incidents.json"] == "[]\n")
  }

  @Test func twentyDaysOfTwentyOperatorsStayBelowTwoMegabytes() throws {
    let files = try Self.bundle(ReportFixture.analysis(days: 20, extra: 17))
    #expect(try #require(files["report.html"]).utf8.count < 2_000_000)
  }
}
