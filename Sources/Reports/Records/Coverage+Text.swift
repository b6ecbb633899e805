import SignalFiles
public import Incidents
import Timeline

extension Coverage {
  /// The last lines of a run, for people: what was read, what could be judged, what not and why.
  ///
  /// Never says that there was no outage; a run that judged nothing says so. `reasonLimit` bounds
  /// the signals named one by one.
  public func lines(reasonLimit: Int = 10) -> [String] {
    let bins = judged + notJudged
    var lines = [
      "coverage: \(Count.text(signals.count, "signal")) read, \(Count.text(bins, "bin")), "
        + "\(Count.text(judged)) judged, \(Count.text(notJudged)) not\(causes)"
    ]
    if judged == 0 {
      lines.append("nothing could be judged: this run cannot say whether there was an outage")
    }
    let mute = unjudged
    for signal in mute.prefix(reasonLimit) {
      lines.append("not judged: \(signal.key): \(signal.reason ?? "")")
    }
    if mute.count > reasonLimit {
      lines.append("not judged: \(Count.text(mute.count - reasonLimit, "more signal"))")
    }
    return lines
  }

  /// The coverage as JSON: counts of signals and bins, and every signal that could not be judged.
  public var json: String {
    var json = JSONWriter()
    write(to: &json)
    return json.text
  }

  /// The signals of which nothing could be judged, in order of keys.
  var unjudged: [Signal] { signals.filter { $0.judged == 0 } }

  private var causes: String {
    let counts = [
      (total(\.missing), "without a value"), (total(\.warmUp), "warm-up"),
      (total(\.smallBaseline), "below the floor"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\(Count.text($0.0)) \($0.1)" }
    let marked = total(\.untrusted)
    return (parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")")
      + (marked > 0 ? "; \(Count.text(marked)) marked and not used" : "")
  }

  private func total(_ count: (Signal) -> Int) -> Int { signals.reduce(0) { $0 + count($1) } }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("signals", signals.count)
    json.member("binsJudged", judged)
    json.member("binsNotJudged", notJudged)
    json.key("notJudged")
    json.beginObject()
    json.member("missing", total(\.missing))
    json.member("warm-up", total(\.warmUp))
    json.member("small-baseline", total(\.smallBaseline))
    json.endObject()
    json.member("binsUntrusted", total(\.untrusted))
    json.key("signalsNotJudged")
    json.beginArray()
    for signal in unjudged {
      json.beginObject()
      json.member("datasource", signal.key.datasource.id)
      json.member("entity", signal.key.entity.description)
      json.member("reason", signal.reason)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
