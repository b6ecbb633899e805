public import Atlas
public import Net
import Timeline

/// What an atlas knows, as the commands print it.
public struct AddressText: Sendable {
  private let atlas: AddressAtlas
  private let format: OutputFormat
  private let style: TextStyle

  /// Creates the texts of an atlas in a format.
  public init(_ atlas: AddressAtlas, format: OutputFormat, style: TextStyle = .plain) {
    self.atlas = atlas
    self.format = format
    self.style = style
  }

  /// One row or record an address: place, range, source, origins.
  public func lookup(_ addresses: [IPAddress]) -> String {
    let answers = addresses.map { atlas.answer($0) }
    let encoder = AddressEncoder()
    switch format {
    case .json: return JSONLines.array(answers.map(encoder.answer))
    case .ndjson: return JSONLines.lines(answers.map(encoder.answer))
    case .table, .markdown, .csv: break
    }
    let table = Table(
      caption: "",
      columns: [
        "address", "country", "region", "range", "source", "built", "hash", "prefix", "origins",
        "origin source",
      ].map { Table.Column($0) }, rows: answers.map(row))
    return table.text(as: format, style: style)
  }

  /// One row or record a source: form, edition, date, hash, what it knows.
  public func info() -> String {
    let encoder = AddressEncoder()
    switch format {
    case .json: return JSONLines.array(atlas.sources.map(encoder.source))
    case .ndjson: return JSONLines.lines(atlas.sources.map(encoder.source))
    case .table, .markdown, .csv: break
    }
    let table = Table(
      caption: "",
      columns: ["source", "kind", "edition", "built", "knows", "families"].map {
        Table.Column($0)
      } + [
        Table.Column("entries", isNumeric: true), Table.Column("unknown", isNumeric: true),
        Table.Column("hash"),
      ],
      rows: atlas.sources.map { source in
        [
          source.name, source.kind.rawValue, source.edition, source.built?.date ?? missing,
          knowledge(source),
          source.families.sorted { $0.rawValue < $1.rawValue }.map { "IPv\($0.rawValue)" }
            .joined(separator: " "),
          String(source.entries), String(source.unknownEntries), hash(source),
        ]
      })
    return table.text(as: format, style: style)
  }

  private func row(_ answer: AddressAnswer) -> [String] {
    let place = answer.place
    return [
      answer.address.description, place.place.country?.alpha2 ?? "unknown",
      place.place.region ?? missing, place.source == nil ? missing : place.rangeText,
      place.source?.name ?? missing, place.source?.built?.date ?? missing,
      place.source.map(hash) ?? missing, answer.origin?.prefix.description ?? missing,
      answer.origin.map { $0.origins.map { "AS\($0)" }.joined(separator: " ") } ?? missing,
      answer.originSource?.name ?? missing,
    ]
  }

  private func knowledge(_ source: SourceProvenance) -> String {
    if atlas.origins.contains(where: { $0.provenance == source }) { return "origins" }
    return source.knowsRegions ? "regions" : "countries"
  }

  /// A hash for people: enough of it to compare.
  private func hash(_ source: SourceProvenance) -> String {
    format == .csv ? source.hash : String(source.hash.prefix(12))
  }

  /// A cell without a value: empty for programs.
  private var missing: String { format == .csv ? "" : "–" }
}
