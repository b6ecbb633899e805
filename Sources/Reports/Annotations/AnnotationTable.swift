import Timeline

/// The annotations as a table, in time order.
enum AnnotationTable {
  static func table(_ annotations: [Annotation]) -> Table {
    Table(
      caption: "Evidence of others, in time order; not used to judge the signals",
      columns: [
        .init("Row", isNumeric: true), .init("When"), .init("Place"), .init("What"), .init("Kind"),
        .init("Count", isNumeric: true), .init("Source"),
      ],
      rows: annotations.map { row in
        [
          String(row.row), row.when, row.place, row.label, row.kind, Count.text(row.count),
          row.link.map { row.source.isEmpty ? $0 : "\(row.source) \($0)" } ?? row.source,
        ]
      })
  }
}
