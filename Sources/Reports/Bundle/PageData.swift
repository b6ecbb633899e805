import SignalFiles
import Detection
import Incidents
import Timeline

/// The values of a chart, embedded for the pointer.
enum PageData {
  /// A data block: start, step, window, values and expected values; nothing for very long signals.
  static func script(
    _ trace: SignalTrace, window: (from: UnixTime, until: UnixTime), offset: Int?, id: String
  ) -> String {
    let series = trace.series
    let indices = series.values.indices.filter { index in
      let time = series.time(at: index)
      return time >= window.from && time < window.until
    }
    guard let first = indices.first, indices.count <= 20_000 else { return "" }
    var json = JSONWriter()
    json.beginObject()
    json.member("s", series.time(at: first))
    json.member("t", series.step)
    json.member("f", window.from)
    json.member("u", window.until)
    json.member("o", offset ?? 0)
    json.member("n", series.datasource.title)
    json.member("z", offset.map(TimeText.zone))
    json.key("v")
    json.beginArray()
    for index in indices { json.value(short(series.values[index])) }
    json.endArray()
    json.key("b")
    json.beginArray()
    for index in indices { json.value(short(trace.verdicts[index].baseline)) }
    json.endArray()
    json.endObject()
    let safe = json.text.split(separator: "<", omittingEmptySubsequences: false)
      .joined(separator: "\\u003c")
    return "<script type=\"application/json\" id=\"d-\(id)\">\(safe)</script>\n"
  }

  /// A value to one decimal, which is more than a tooltip shows.
  private static func short(_ value: Double) -> Double {
    value.magnitude < 1e9 ? (value * 10).rounded() / 10 : value
  }
}
