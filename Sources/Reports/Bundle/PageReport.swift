import Detection
import Engine
import Incidents
import Timeline

/// `report.html`: the whole report on one page that needs nothing else, not even a script.
struct PageReport {
  let contents: ReportContents

  var text: String {
    let analysis = contents.analysis
    var html =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      + "<title>\(contents.title.xml)</title><style>\(PageStyle.text)</style></head>\n<body><main>\n"
    html += "<h1>\(contents.title.xml)</h1>\n"
    for notice in analysis.notices {
      html += "<p class=\"notice\" role=\"note\">\(notice.xml)</p>\n"
    }
    for subject in contents.subjects {
      for passage in SummaryText(analysis: analysis).passages(on: subject) {
        html += "<p class=\"lead\">\(passage.paragraph.xml)</p>\n"
        guard !passage.signals.isEmpty else { continue }
        html += "<ul>" + passage.signals.map { "<li>\($0.xml)</li>" }.joined() + "</ul>\n"
      }
    }
    for (index, subject) in contents.subjects.enumerated() {
      html += section(subject, number: index)
    }
    html +=
      "<section><h2>Incidents</h2>\n\(IncidentTable.table(analysis, level: .warning).page())</section>\n"
    html +=
      "<section><h2>Events</h2>\n<details><summary>All critical events</summary>\n"
      + "\(EventTable.table(analysis).page())</details></section>\n"
    html += annotations
    html += "<section><h2>\(Limits.heading)</h2>\n<dl>"
    for point in Limits.points { html += "<dt>\(point.what.xml)</dt><dd>\(point.why.xml)</dd>" }
    html += "</dl></section>\n"
    html += list("Coverage", analysis.coverage.lines())
    html += list("Findings", contents.findings.isEmpty ? ["none"] : contents.findings)
    html += list("How to read the charts", ReportContents.reading)
    html += list("Data and method", method)
    html += "</main>\n<div id=\"tip\" hidden></div>\n"
    for (index, subject) in contents.subjects.enumerated() {
      for (place, trace) in subject.traces.enumerated() {
        html += PageData.script(
          trace, window: subject.window, offset: contents.options.localOffset,
          id: id(index, place))
      }
    }
    return html + "<script>\(PageScript.text)</script>\n</body></html>\n"
  }

  private func id(_ subject: Int, _ trace: Int) -> String { "s\(subject)-\(trace)" }

  private func section(_ subject: ReportSubject, number: Int) -> String {
    var html =
      "<section><h2>\(subject.name.xml): signals, \(subject.dates.xml)</h2>\n"
      + "<p class=\"hint\">UTC. Hold the pointer on a chart for values. "
      + "The charts are explained at the end of the page.</p>\n"
    let strip = AnnotationStrip(
      annotations: contents.annotations(above: subject),
      window: subject.window, offset: contents.options.localOffset)
    if !strip.bands.isEmpty {
      html += "<figure><figcaption>Annotations: evidence of others"
      html += strip.bands.contains(where: \.isCount) ? "; a number counts a crowded day" : ""
      html += "</figcaption>"
      html += strip.svg(.wide, id: "a\(number)w") + strip.svg(.narrow, id: "a\(number)n")
      html += "</figure>\n"
    }
    for (place, trace) in subject.traces.enumerated() {
      let chart = contents.chart(trace, of: subject)
      let id = id(number, place)
      html += "<figure>"
      for layout in [ChartLayout.wide, .narrow] {
        let data =
          " data-s=\"\(id)\" data-x=\"\(layout.left.px),\(layout.plotEnd.px)\""
          + " data-y=\"34,\((34 + layout.plotHeight).px)\""
        html += chart.svg(layout, id: id + layout.name.prefix(1), data: data)
      }
      html += "</figure>\n"
    }
    let events = subject.incidents.filter { $0.basis == .own }.flatMap(\.events)
    let steps = StepTable.table(events)
    if !steps.rows.isEmpty {
      html += "<details><summary>Steps of these signals</summary>\n\(steps.page())</details>\n"
    }
    for anatomy in subject.anatomies {
      let table = AnatomyTable(anatomy, rowLimit: contents.options.rowLimit).table
      html += "<h3>Operators in the order of the cut</h3>\n\(table.page())"
    }
    if let timeline = contents.timeline(subject) {
      html += "<h3>Operators over time</h3>\n<figure>"
      html += timeline.svg(.wide, id: "o\(number)w") + timeline.svg(.narrow, id: "o\(number)n")
      html += "</figure>\n<h3>Operators one by one</h3>\n"
      html +=
        "<p class=\"hint\">Each source in percent of its expected value, UTC. Colours as above.</p>\n"
      html += "<div class=\"panels\">"
      for (index, entry) in subject.operators.enumerated() {
        let row = entry.row
        let panel = SignalPanel(
          title: "\(row.rank.map { "\($0)  " } ?? "")\(row.label)",
          words: "\(row.mechanism.rawValue). \(row.rule).", traces: entry.traces,
          window: subject.window, annotations: [], notices: contents.analysis.notices)
        html += panel.svg(id: "m\(number)-\(index)")
      }
      html += "</div>\n"
    }
    html += places(subject, number: number)
    return html + "</section>\n"
  }

  /// The places that annotations name, each beside what was said of it.
  private func places(_ subject: ReportSubject, number: Int) -> String {
    guard !subject.places.isEmpty else { return "" }
    var html = "<h3>Places that annotations name</h3>\n"
    html +=
      "<p class=\"hint\">Each source in percent of its expected value, UTC; bands are annotations."
      + "</p>\n<div class=\"panels\">"
    for (index, place) in subject.places.enumerated() {
      let name = contents.analysis.membership.name(of: place.entity)
      let rows = contents.annotations.filter { $0.entity == place.entity }
      let panel = SignalPanel(
        title: "\(name) (\(place.entity))", words: "", traces: place.traces,
        window: subject.window, annotations: rows, notices: contents.analysis.notices)
      html += "<div>\(panel.svg(id: "p\(number)-\(index)"))<ul class=\"notes\">"
      for row in rows { html += "<li>\("\(row.when): \(row.label) (\(row.source))".xml)</li>" }
      html += "</ul></div>\n"
    }
    return html + "</div>\n"
  }

  private var annotations: String {
    guard !contents.annotations.isEmpty else { return "" }
    let rows = contents.annotations
    var table = AnnotationTable.table(rows)
    for index in rows.indices where rows[index].link != nil {
      let source = rows[index].source
      table.rows[index][6] = source.isEmpty ? rows[index].url : source
    }
    let html = table.page { row, column in column == 6 ? rows[row].link : nil }
    return "<section><h2>Annotations: evidence of others</h2>\n\(html)</section>\n"
  }

  private var method: [String] {
    let analysis = contents.analysis
    return contents.credits.map { "Data: \($0)" } + analysis.inputs.map { "Input: \($0.sentence)" }
      + [
        "Profile: \(analysis.profile); in full in manifest.json",
        "Made by Vigil \(contents.options.version): \(analysis.command)",
      ] + analysis.notices
  }

  private func list(_ heading: String, _ lines: [String]) -> String {
    "<section><h2>\(heading.xml)</h2>\n<ul>"
      + lines.map { "<li>\($0.xml)</li>" }.joined() + "</ul></section>\n"
  }
}
