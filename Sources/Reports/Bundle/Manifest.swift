import SignalFiles
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
    var json = JSONWriter()
    json.beginObject()
    json.member("schema", "vigil.manifest/1")
    json.member("version", version)
    json.member("command", analysis.command)
    json.member("profile", analysis.profile)
    json.member("profileText", analysis.profileText)
    json.member("notices", analysis.notices)
    json.member("credits", analysis.credits)
    json.key("inputs")
    json.beginArray()
    for input in analysis.inputs {
      json.beginObject()
      json.member("name", input.name)
      json.member("size", input.size)
      json.member("sha256", input.sha256)
      json.member("format", input.format)
      json.member("rows", input.rows)
      json.member("credit", input.credit)
      json.key("findings")
      write(input.findings, to: &json)
      json.endObject()
    }
    json.endArray()
    json.key("findings")
    write(analysis.findings, to: &json)
    json.key("coverage")
    analysis.coverage.write(to: &json)
    json.key("outputs")
    json.beginArray()
    for file in files {
      json.beginObject()
      json.member("name", file.path)
      json.member("size", file.bytes.count)
      json.member("sha256", hash.map { $0(file.bytes) })
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes + [0x0A]
  }

  private func write(_ findings: [Finding], to json: inout JSONWriter) {
    json.beginArray()
    for finding in findings {
      json.beginObject()
      json.member("kind", finding.kind)
      json.member("source", finding.source)
      json.member("place", finding.place)
      json.member("detail", finding.detail)
      json.member("disposition", finding.disposition)
      json.member("count", finding.count)
      json.endObject()
    }
    json.endArray()
  }
}
