import Detection
import Engine
import Foundation
import Incidents
import Reports
import Testing
import Timeline

@Suite struct RecordEncoderTests {
  let analysis = ReportFixture.standard

  /// The keys of the outermost object, in the order in which they stand.
  private func keys(_ json: String) -> [String] {
    var keys: [String] = []
    var depth = 0
    var current: String?
    var isEscaped = false
    var last = ""
    for character in json {
      if let text = current {
        if isEscaped {
          isEscaped = false
          current = text + String(character)
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          last = text
          current = nil
        } else {
          current = text + String(character)
        }
        continue
      }
      switch character {
      case "\"": current = ""
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      case ":": if depth == 1 { keys.append(last) }
      default: break
      }
    }
    return keys
  }

  private func object(_ json: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func eventHasTheFieldsOfTheContractInOrder() throws {
    let encoder = RecordEncoder()
    let open = try #require(analysis.events.first { $0.status == .open })
    let closed = try #require(analysis.events.first { $0.status == .closed })
    let head = [
      "schema", "id", "entity", "datasource", "family", "level", "levels", "status", "reason",
      "began", "onset", "recovery", "firstRecovery", "observedUntil",
    ]
    let tail = [
      "baseline", "minimum", "minimumTime", "depth", "score", "area", "severity", "window",
      "caution", "levelShift", "steps", "profile", "step",
    ]
    #expect(keys(encoder.event(open)) == head + ["durationAtLeast"] + tail)
    #expect(keys(encoder.event(closed)) == head + ["duration"] + tail)
  }

  @Test func eventCarriesIntervalsAndNulls() throws {
    let event = try #require(
      analysis.events.first { $0.entity == ReportFixture.country && $0.datasource == .probing })
    let json = try object(RecordEncoder(notices: analysis.notices).event(event))
    #expect((json["onset"] as? [String: Int])?["by"] == 1_573_924_800)
    #expect((json["began"] as? [String: Int])?["after"] == 1_573_920_600)
    #expect(json["caution"] is NSNull)
    #expect(json["levelShift"] is NSNull)
    #expect(json["duration"] as? Int == 591_000)
    #expect(json["notice"] as? String == "Reconstructed series, not measured")
    #expect((json["steps"] as? [[String: Any]])?.count == 5)
  }

  @Test func everyRecordIsValidJSONOnOneLine() throws {
    let encoder = RecordEncoder(notices: analysis.notices)
    var records = analysis.events.map(encoder.event) + analysis.incidents.map(encoder.incident)
    records += analysis.alerts.prefix(50).map(encoder.alert)
    records += analysis.anatomies.map { encoder.anatomy($0, coverage: analysis.coverage) }
    records += analysis.events.map {
      encoder.transition(
        event: $0.id, sequence: 1, time: $0.onset.by, kind: "opened", record: $0)
    }
    for record in records {
      #expect(!record.contains("\n"))
      #expect(try object(record)["notice"] as? String == analysis.notices[0])
    }
  }

  @Test func verdictsTellMissingFromZero() throws {
    let trace = try #require(
      analysis.traces.first {
        $0.series.key == SignalKey(entity: ReportFixture.country, datasource: .bgp)
      })
    let index = try #require(trace.series.index(of: ReportFixture.time("19T00:00:00")))
    let record = RecordEncoder().verdict(trace, at: index)
    #expect(
      record == #"{"schema":"vigil.verdict/1","entity":"country/IR","datasource":"bgp","time":"#
        + #"1574121600,"value":null,"baseline":null,"ratio":null,"level":null,"#
        + #""noVerdict":"missing","quality":[],"score":null}"#)
  }

  @Test func anatomyHasTheFieldsOfTheContractInOrder() throws {
    let anatomy = try #require(analysis.anatomies.first)
    let record = RecordEncoder().anatomy(anatomy, coverage: analysis.coverage, rowLimit: 2)
    #expect(
      keys(record).starts(with: [
        "schema", "entity", "incident", "began", "onset", "firstRecovery", "recovery", "rows",
        "others", "coverage",
      ]))
    let json = try object(record)
    #expect(json["others"] as? Int == 1)
    let rows = try #require(json["rows"] as? [[String: Any]])
    let sources = try #require(rows[0]["datasources"] as? [String: [String: Any]])
    #expect(sources["bgp"]?["minimum"] as? Double == 0)
    #expect(sources["bgp"]?["depth"] as? Double == 1)
  }

  @Test func incidentHasOneDuration() throws {
    let records = analysis.incidents.map { RecordEncoder().incident($0) }
    let open = try object(try #require(records.last))
    #expect(open["duration"] == nil)
    #expect(open["durationAtLeast"] as? Int ?? 0 > 86_400)
    #expect(open["status"] as? String == "open")
    #expect((open["members"] as? [String])?.count == 5)
    #expect(try object(records[0])["duration"] as? Int == 1_200)
  }

  @Test func alertsAreChangesOfLevel() throws {
    let own = analysis.alerts.filter {
      $0.entity == ReportFixture.country && $0.datasource == .probing
    }
    #expect(own.map(\.level) == [.warning, .critical, .warning, .normal])
    #expect(own.map(\.condition) == ["< 0.8", "< 0.5", "< 0.8", "normal"])
    for (alert, next) in zip(own, own.dropFirst()) { #expect(next.previous == alert.level) }
  }
}
