import Timeline

extension ScenarioWorld {
  /// The description of the sample in Markdown: what it is, how to make it again, and for each
  /// figure whether it was published and by whom, or assumed.
  public var readme: String {
    """
    # \(name)

    **\(notice).** \(summary)

    Seed \(seed); from \(from) to \(until); \(entities.count) entities, \(signalCount) signals. To
    make it again, byte for byte:

    ```
    vigil scenario \(name) --out SampleData/\(name)
    ```

    | file | content |
    |---|---|
    \(datasources.map { "| `\($0).json.gz` | \($0.title), \($0.unit), IODA API v2 JSON |" }
      .joined(separator: "\n"))
    | `entities.csv` | names, countries, kinds; the weight is the /24s in routes on a quiet day |
    | `annotations.csv` | dated evidence that others published, with the times as they gave them |
    \(probeRows)
    \(notes.map { "* " + $0 }.joined(separator: "\n"))

    ## Published figures

    Each stands in the bin of its time (month, day and UTC) exactly as published. Where the signal bears a factor,
    the series holds that part of the figure, rounded: the world's instrument is *assumed* to be smaller. Between
    the figures, and in all that is not listed, the course, the rhythm of day and week and the noise are *assumed*.

    | signal | source | figures |
    |---|---|---|
    \(publishedRows.joined(separator: "\n"))

    ## Levels of a quiet day

    | entity | name | \(datasources.map(\.id).joined(separator: " | ")) |
    |---|---|\(datasources.map { _ in "---|" }.joined())
    \(entities.map(levelRow).joined(separator: "\n"))

    ## Faults of instruments

    All entities of the datasource are touched, in all countries.

    | datasource | from | until | what | basis |
    |---|---|---|---|---|
    \(faults.map(faultRow).joined(separator: "\n"))

    """
  }

  private var signalCount: Int { entities.reduce(0) { $0 + $1.signals.count } }

  private var publishedRows: [String] {
    entities.flatMap { member in
      member.signals.compactMap { signal in
        let figures = signal.script.points.compactMap { point in
          point.publishedValue.map { "\(point.time.minuteText.dropFirst(5)) \($0.plainText)" }
        }
        guard !figures.isEmpty else { return nil }
        let factor = signal.scale == 1 ? "" : " × \(signal.scale.plainText)"
        return "| \(signal.datasource) \(member.entity)\(factor) | \(signal.script.source) | "
          + figures.joined(separator: "; ") + " |"
      }
    }
  }

  private func levelRow(_ member: ScenarioEntity) -> String {
    let levels = datasources.map { datasource in
      member.signals.first { $0.datasource == datasource }
        .map { ($0.level * $0.scale).plainText + ($0.isLevelPublished ? " published" : " assumed") }
        ?? ""
    }
    return "| \(member.entity) | \(member.name) | \(levels.joined(separator: " | ")) |"
  }

  private func faultRow(_ fault: InstrumentFault) -> String {
    "| \(fault.datasource) | \(fault.from) | \(fault.until) | \(fault.reason) | "
      + (fault.isPublished ? "published series" : "assumed") + " |"
  }
}
