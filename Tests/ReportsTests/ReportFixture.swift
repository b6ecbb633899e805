import Detection
import Engine
import Incidents
import TestSupport
import Timeline

/// A run over reconstructed signals of a country and its operators, put together by hand.
///
/// Nothing here is measured or detected: reports only need shapes that real runs have, gaps, marks,
/// an open and a closed event among them.
enum ReportFixture {
  static let start = UnixTime(1_573_603_200)  // 2019-11-13T00:00Z
  static let country = Entity(kind: .country, canonicalCode: "IR")
  static let bgp = Datasource.bgp
  static let probing = Datasource.probing
  static let telescope = Datasource("ucsd-nt")

  static func time(_ text: String) -> UnixTime {
    UnixTime(rfc3339: "2019-11-\(text)Z") ?? UnixTime(0)
  }

  /// The level of a signal at a time, as a part of its usual level: points joined by lines.
  struct Shape {
    var points: [(UnixTime, Double)]

    func part(at time: UnixTime) -> Double {
      guard let next = points.firstIndex(where: { $0.0 > time }) else {
        return points.last?.1 ?? 1
      }
      guard next > 0 else { return 1 }
      let (a, b) = (points[next - 1], points[next])
      return a.1 + (b.1 - a.1) * Double(time - a.0) / Double(b.0 - a.0)
    }
  }

  static func trace(
    _ entity: Entity, _ datasource: Datasource, level: Double, rhythm: Double, noise: Double,
    shape: Shape, gaps: [Range<UnixTime>] = [], marked: [Range<UnixTime>] = [],
    thresholds: (Double, Double), days: Int
  ) -> SignalTrace {
    var random = SeededRandom(seed: UInt64(level) &* 31 &+ UInt64(entity.code.utf8.count))
    let step = datasource.nativeStep ?? 300
    let count = days * 86_400 / step
    var values: [Double] = []
    var quality: [Quality] = []
    var verdicts: [Verdict] = []
    for index in 0..<count {
      let time = start + index * step
      let hour = Double(time.seconds % 86_400) / 3_600
      let wave = 1 - rhythm * abs(hour - 11) / 12
      var value = (level * wave * shape.part(at: time) * (1 + noise * (random.unit() - 0.5)))
        .rounded()
      let isMarked = marked.contains { $0.contains(time) }
      if isMarked { value = 0 }
      if gaps.contains(where: { $0.contains(time) }) { value = .nan }
      values.append(value)
      quality.append(isMarked ? .instrument : [])
      let baseline = level * (1 - rhythm / 2)
      if value.isNaN {
        verdicts.append(Verdict(absence: .missing))
      } else if index * step < 3_600 {
        verdicts.append(Verdict(absence: .warmUp))
      } else if baseline < 20 {
        verdicts.append(
          Verdict(absence: .smallBaseline, baseline: baseline, ratio: value / baseline))
      } else {
        let ratio = value / baseline
        let verdict: Level =
          ratio < thresholds.1 ? .critical : ratio < thresholds.0 ? .warning : .normal
        verdicts.append(
          Verdict(level: verdict, baseline: baseline, ratio: ratio, score: 1 - ratio))
      }
    }
    let series = Series(
      entity: entity, datasource: datasource, start: start, step: step, values: values,
      quality: quality)
    return SignalTrace(series: series, verdicts: verdicts)
  }

  /// An event over a trace, with its figures read from the trace.
  static func event(
    _ trace: SignalTrace, began: (String, String), onset: (String, String),
    recovery: (String, String)?, steps: [Step] = [], have: Int = 259_200
  ) -> Event {
    let series = trace.series
    let first = series.index(of: time(onset.1)) ?? 0
    let last = recovery.flatMap { series.index(of: time($0.1)) } ?? series.count
    var minimum = Double.infinity
    var minimumTime = series.start
    var level = Level.warning
    var area = 0.0
    let baseline = trace.verdicts[first].baseline
    for index in first..<last {
      guard let value = series.value(at: index), series.marks(at: index).isTrusted else { continue }
      if value < minimum { (minimum, minimumTime) = (value, series.time(at: index)) }
      level = max(level, trace.verdicts[index].level ?? .normal)
      area += 100 * max(0, 1 - value / baseline) * Double(series.step) / 60
    }
    func bracket(_ pair: (String, String)) -> TimeBracket {
      TimeBracket(after: time(pair.0), by: time(pair.1))
    }
    let onsetBracket = bracket(onset)
    let id =
      "vigil/\(series.entity.slug)/\(series.datasource)/\(onsetBracket.by.compact)"
    var event = Event(
      id: id, entity: series.entity, datasource: series.datasource, profile: "vigil",
      step: series.step, level: level,
      levels: [
        .init(level: .warning, onset: onsetBracket, recovery: recovery.map(bracket)),
        .init(level: .critical, onset: onsetBracket, recovery: recovery.map(bracket)),
      ], began: bracket(began), onset: onsetBracket, observedUntil: series.end,
      baseline: baseline, minimum: minimum, minimumTime: minimumTime,
      window: .init(seconds: 604_800, have: have))
    event.recovery = recovery.map(bracket)
    if recovery != nil { (event.status, event.reason) = (.closed, .recovered) }
    event.area = area
    event.score = area
    event.steps = steps
    return event
  }

  static func step(
    _ kind: Step.Kind, _ after: String, _ by: String, _ until: String, _ from: Double, _ to: Double
  ) -> Step {
    Step(kind: kind, after: time(after), by: time(by), until: time(until), from: from, to: to)
  }

  static func shape(_ points: [(String, Double)]) -> Shape {
    Shape(points: points.map { (time($0.0), $0.1) })
  }
}
