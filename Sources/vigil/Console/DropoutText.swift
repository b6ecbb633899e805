import Probing
import Reports
import SignalFiles
import Timeline

/// Prints rounds in which addresses of an entity fell silent together.
enum DropoutText {
  static func text(_ dropouts: [AddressDropout], format: OutputFormat) -> String {
    switch format {
    case .json, .ndjson:
      let records = dropouts.map(record)
      if format == .ndjson { return records.map { $0 + "\n" }.joined() }
      return records.isEmpty ? "[]\n" : "[\n" + records.joined(separator: ",\n") + "\n]\n"
    case .table, .markdown, .csv:
      let numeric = ["asked", "silent", "threshold", "others asked", "others silent"]
      let table = Table(
        caption: "",
        columns: ["round", "entity"].map { Table.Column($0) }
          + numeric.map { Table.Column($0, isNumeric: true) } + [
            Table.Column("end"), Table.Column("caution"),
          ],
        rows: dropouts.map(row))
      return table.text(as: format, style: Output.style)
    }
  }

  private static func row(_ dropout: AddressDropout) -> [String] {
    let counts = [
      dropout.asked, dropout.silent, dropout.threshold, dropout.othersAsked, dropout.othersSilent,
    ]
    return [dropout.round.description, dropout.entity.description] + counts.map(String.init) + [
      dropout.end?.description ?? "", dropout.isInstrumentNotExcluded ? caution : "",
    ]
  }

  private static let caution = "instrument not excluded"

  private static func record(_ dropout: AddressDropout) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("schema", "vigil.probing.dropout/1")
    writer.member("round", dropout.round.description)
    writer.member("entity", dropout.entity.description)
    writer.member("asked", dropout.asked)
    writer.member("silent", dropout.silent)
    writer.member("threshold", dropout.threshold)
    writer.member("dropout", dropout.dropout)
    writer.member("othersAsked", dropout.othersAsked)
    writer.member("othersSilent", dropout.othersSilent)
    writer.member("end", dropout.end?.description)
    writer.member("cautions", dropout.isInstrumentNotExcluded ? [caution] : [])
    writer.endObject()
    return writer.text
  }
}
