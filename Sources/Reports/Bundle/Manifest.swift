import Engine
import Timeline

/// `manifest.json`: what a report was made from and with, and what it consists of.
struct Manifest {
  let analysis: Analysis
  let version: String
  let files: [ReportBundle.File]
  let hash: (([UInt8]) -> String)?

  /// The file; it holds no clock, so that a second run gives the same bytes.
  var bytes: [UInt8] {
    var json = JSONText(indented: true)
    json.beginObject()
    json.field("schema", "vigil.manifest/1")
    json.field("version", version)
    json.field("command", analysis.command)
    json.field("profile", analysis.profile)
    json.field("profileText", analysis.profileText)
    json.field("notices", analysis.notices)
    json.field("credits", analysis.credits)
    json.key("inputs")
    json.beginArray()
    for input in analysis.inputs {
      json.beginObject()
      json.field("name", input.name)
      json.field("size", input.size)
      json.field("sha256", input.sha256)
      json.field("format", input.format)
      json.field("rows", input.rows)
      json.field("credit", input.credit)
      json.key("findings")
      write(input.findings, to: &json)
      json.endObject()
    }
    json.endArray()
    json.key("findings")
    write(analysis.findings, to: &json)
    json.key("coverage")
    json.raw(analysis.coverage.json)
    json.key("outputs")
    json.beginArray()
    for file in files {
      json.beginObject()
      json.field("name", file.path)
      json.field("size", file.bytes.count)
      json.field("sha256", hash.map { $0(file.bytes) })
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes + [0x0A]
  }

  private func write(_ findings: [Finding], to json: inout JSONText) {
    json.beginArray()
    for finding in findings {
      json.beginObject()
      json.field("kind", finding.kind)
      json.field("source", finding.source)
      json.field("place", finding.place)
      json.field("detail", finding.detail)
      json.field("disposition", finding.disposition)
      json.field("count", finding.count)
      json.endObject()
    }
    json.endArray()
  }
}
