import Foundation
import TestSupport
import Timeline

enum IranCharts {
  static func load() throws -> SignalSet {
    let text = try String(
      contentsOfFile: Corpus.path("ioda/iran-2019/ioda-charts.csv"), encoding: .utf8)
    var points: [SignalKey: [(UnixTime, Double)]] = [:]
    var membership = Membership()
    let country = Entity("country/IR")!
    for line in text.split(whereSeparator: { $0.isNewline }) {
      let f = line.split(separator: ",", omittingEmptySubsequences: false)
      guard f.count == 5, let time = UnixTime.reading(f[4]) else { continue }
      let entity = f[2] == "0" ? country : Entity(kind: .asn, code: f[2])!
      if entity != country {
        membership.parents[entity] = country; membership.names[entity] = String(f[3])
      }
      points[SignalKey(entity: entity, datasource: Datasource(f[0])), default: []].append(
        (time.time, Double(f[1]) ?? .nan))
    }
    var series: [Series] = []
    for (key, list) in points {
      let sorted = list.sorted { $0.0 < $1.0 }
      let step = key.datasource.nativeStep!
      let start = sorted[0].0
      var values = [Double](repeating: .nan, count: (sorted.last!.0 - start) / step + 1)
      for (t, v) in sorted { values[(t - start) / step] = v }
      series.append(
        Series(
          entity: key.entity, datasource: key.datasource, start: start, step: step, values: values))
    }
    return SignalSet(series: series.sorted { $0.key < $1.key }, membership: membership)
  }
}
