import Detection
import Engine
import Incidents
import Timeline

/// `report.md`: the report without drawings inside, which lie beside it in `figures/`.
struct MarkdownReport {
  let contents: ReportContents

  var text: String {
    let analysis = contents.analysis
    let escape = Table.escaped
    var text = "# \(escape(contents.title))\n\n"
    for notice in analysis.notices { text += "> **\(escape(notice))**\n\n" }
    for subject in contents.subjects {
      for passage in SummaryText(analysis: analysis).passages(on: subject) {
        text += escape(passage.paragraph) + "\n\n"
        for signal in passage.signals { text += "- \(escape(signal))\n" }
        if !passage.signals.isEmpty { text += "\n" }
      }
    }
    text += "All times are UTC.\n\n"
    for subject in contents.subjects {
      text += "## \(escape(subject.name)): signals\n\n"
      for trace in subject.traces {
        let chart = contents.chart(trace, of: subject)
        let name = "\(subject.entity.slug)-\(trace.series.datasource.id)".fileName
        text += "![\(escape(chart.title))](figures/\(name).svg)\n\n"
      }
      for anatomy in subject.anatomies {
        text += AnatomyTable(anatomy, rowLimit: contents.options.rowLimit).table.markdown + "\n"
      }
      if let timeline = contents.timeline(subject) {
        let name = "\(subject.entity.slug)-operators".fileName
        text += "![\(escape(timeline.title))](figures/\(name).svg)\n\n"
      }
    }
    text += "## Incidents\n\n" + IncidentTable.table(analysis, level: .warning).markdown + "\n"
    text += "## Events\n\n" + EventTable.table(analysis).markdown + "\n"
    if !contents.annotations.isEmpty {
      text += "## Annotations: evidence of others\n\n"
      text += AnnotationTable.table(contents.annotations).markdown + "\n"
    }
    text += "## \(Limits.heading)\n\n"
    for point in Limits.points { text += "- **\(point.what).** \(point.why)\n" }
    text += "\n## Coverage\n\n"
    for line in analysis.coverage.lines() { text += "- \(escape(line))\n" }
    text += "\n## Findings\n\n"
    text += contents.findings.isEmpty ? "None.\n" : ""
    for finding in contents.findings { text += "- \(escape(finding))\n" }
    text += "\n## Data and method\n\n"
    for credit in contents.credits { text += "- Data: \(escape(credit))\n" }
    for input in analysis.inputs { text += "- Input: \(escape(input.sentence))\n" }
    text += "- Profile: \(escape(analysis.profile)); in full in manifest.json\n"
    text += "- Made by Vigil \(escape(contents.options.version)): \(escape(analysis.command))\n"
    return text
  }
}

extension InputFile {
  /// The input in words.
  var sentence: String {
    "\(name), \(format), \(Count.text(rows, "row")), \(Count.text(size, "byte")), SHA-256 \(sha256)"
  }
}
