import Foundation
import TestSupport
import Timeline

/// The labelled series of the corpus: plain `time,value` files and windows of known outages.
enum LabelledCorpus {
  struct Window: Equatable {
    var from: UnixTime
    var until: UnixTime
  }

  /// The names of all series, in order.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Corpus.path("ioda/labelled/series"))
      .filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
  }

  /// Reads a series by name; its times are epoch seconds in UTC.
  static func series(_ name: String) throws -> Series {
    let text = try String(
      contentsOfFile: Corpus.path("ioda/labelled/series/\(name).csv"), encoding: .utf8)
    var points: [(time: Int64, value: Double)] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 2, let time = Int64(fields[0]) else { continue }
      points.append((time, Double(fields[1]) ?? .nan))
    }
    var steps: [Int64: Int] = [:]
    for (a, b) in zip(points, points.dropFirst()) { steps[b.time - a.time, default: 0] += 1 }
    let step = steps.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 3_600
    let start = points[0].time
    var values = [Double](
      repeating: .nan, count: Int((points[points.count - 1].time - start) / step) + 1)
    for point in points { values[Int((point.time - start) / step)] = point.value }
    let (entity, datasource) = signal(name)
    return Series(
      entity: entity, datasource: datasource, start: UnixTime(start), step: Int(step),
      values: values)
  }

  private static func signal(_ name: String) -> (Entity, Datasource) {
    let stem = name.prefix { $0 != "_" }
    let rest = name.dropFirst(stem.count + 1)
    let id = rest.range(of: "__").map { rest[..<$0.lowerBound] } ?? rest
    switch stem {
    case "IRm": return (Entity(kind: .county, canonicalCode: String(id)), Datasource("monash"))
    case "IR19": return (Entity(kind: .country, canonicalCode: "IR"), Datasource(id))
    default: return (Entity(kind: .country, canonicalCode: "IQ"), Datasource(id))
    }
  }

  /// The labelled outages of each series, those that touch joined; empty for a series without.
  static func windows() throws -> [String: [Window]] {
    let text = try String(contentsOfFile: Corpus.path("ioda/labelled/labels.csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    func column(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }
    let (series, from, until) = (column("series"), column("outage_from"), column("outage_until"))
    var windows: [String: [Window]] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let name = String(fields[series])
      windows[name, default: []] += []
      guard let start = UnixTime.reading(fields[from])?.time else { continue }
      windows[name, default: []].append(
        Window(from: start, until: UnixTime.reading(fields[until])?.time ?? UnixTime(.max)))
    }
    return windows.mapValues { list in
      list.sorted { $0.from < $1.from }.reduce(into: []) { joined, next in
        if let last = joined.last, next.from <= last.until {
          joined[joined.count - 1].until = max(last.until, next.until)
        } else {
          joined.append(next)
        }
      }
    }
  }
}
