import Net
public import Timeline

extension SyntheticInternet {
  /// A file of an archive: a collector's table, or its updates of a span.
  public struct File: Sendable, Hashable {
    /// The path, as the archive names it.
    public let path: String
    /// The collector.
    public let collector: Int
    /// The time in its name.
    public let time: UnixTime
    /// Where its updates end; nothing for a table.
    public let until: UnixTime?
  }

  /// The files of all collectors: a table each at the start, and updates of 5 or 15 minutes.
  public var files: [File] {
    (0..<shape.collectors).flatMap { number in
      let name = shape.name(of: number)
      let collector = RoutingWorld.Collector(name)
      let table = File(
        path: ArchiveNames.table(of: collector, at: shape.from), collector: number,
        time: shape.from, until: nil)
      let end = shape.from + shape.duration
      let updates = stride(
        from: shape.from.seconds, to: end.seconds, by: collector.updateCadence
      ).map { seconds in
        File(
          path: ArchiveNames.updates(of: collector, at: UnixTime(seconds)), collector: number,
          time: UnixTime(seconds), until: min(end, UnixTime(seconds) + collector.updateCadence))
      }
      return [table] + updates
    }
  }

  /// Writes one file in pieces of some megabytes.
  public func write(_ file: File, to sink: ([UInt8]) throws -> Void) rethrows -> Counts {
    if let until = file.until {
      try writeUpdates(of: file.collector, from: file.time, until: until, to: sink)
    } else {
      try writeTable(of: file.collector, to: sink)
    }
  }

  /// Writes all files below a folder, with `pfx2as.txt` and `ranges.csv`; the memory is that of a
  /// few pieces.
  public func write(to folder: String, isCompressed: Bool = false) throws -> Counts {
    var counts = Counts()
    for file in files {
      let output = try OutputFile("\(folder)/\(file.path)", isCompressed: isCompressed)
      counts += try write(file) { try output.write($0) }
    }
    try writeAddressTables(to: folder)
    return counts
  }

  /// Writes `pfx2as.txt` and `ranges.csv` into a folder.
  public func writeAddressTables(to folder: String) throws {
    let origins = try OutputFile("\(folder)/pfx2as.txt")
    try writePrefixOrigins { try origins.write($0) }
    let ranges = try OutputFile("\(folder)/ranges.csv")
    try writeRangeTable { try ranges.write($0) }
  }
}
