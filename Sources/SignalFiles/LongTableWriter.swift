public import Timeline

/// Writes signals as rows of long CSV, for those who have a few bins at a time.
///
/// A table keeps its columns: rows of bins without a mark have an empty cell where marks stand.
public struct LongTableWriter: Sendable {
  /// Whether rows have the column of marks.
  public let hasMarks: Bool
  /// Whether rows have the column of rebases.
  public let hasRebases: Bool

  /// Creates a writer of rows with the given columns.
  public init(hasMarks: Bool, hasRebases: Bool) {
    self.hasMarks = hasMarks
    self.hasRebases = hasRebases
  }

  /// The line that names the columns.
  public var header: String {
    "datasource,entity,time,value\(hasMarks ? ",quality" : "")\(hasRebases ? ",rebase" : "")\n"
  }

  /// Appends a row for each bin. O(bins).
  public func append(_ series: Series, to bytes: inout [UInt8]) {
    var prefix: [UInt8] = []
    prefix.appendField(series.datasource.id)
    prefix.append(0x2C)
    prefix.appendField(series.entity.description)
    prefix.append(0x2C)
    var rebases = series.rebases[...]
    for index in series.values.indices {
      bytes.append(contentsOf: prefix)
      bytes.appendInteger(series.time(at: index).seconds)
      bytes.append(0x2C)
      bytes.appendCell(series.values[index])
      if hasMarks {
        bytes.append(0x2C)
        let marks = series.marks(at: index)
        if !marks.isEmpty {
          bytes.append(contentsOf: marks.names.joined(separator: ";").utf8)
        }
      }
      if hasRebases {
        bytes.append(0x2C)
        if let next = rebases.first, next.time <= series.time(at: index) {
          bytes.appendCell(next.ratio)
          rebases = rebases.dropFirst()
        }
      }
      bytes.append(0x0A)
    }
  }
}
