extension RouteTable {
  /// Writes the routes. What was kept of the bin before is not needed between two bins: as long as
  /// nothing was judged, and prefixes stay touched, nobody asks for it.
  func write(to writer: inout CheckpointWriter) {
    writer.write(columns)
    writer.write(origins)
    writer.write(bits)
    writer.write(counts)
    for flag in hasPaths { writer.write(flag) }
    let forked = more.indices.filter { more[$0] != 0 }
    writer.write(forked.count)
    for prefix in forked {
      var links: [UInt32] = []
      var link = more[prefix]
      while link != 0 {
        links.append(link)
        link = rows.nexts[Int(link) - 1]
      }
      writer.write(UInt32(prefix))
      writer.write(links.count)
      for link in links {
        writer.write(rows.origins[Int(link) - 1])
        for word in 0..<words { writer.write(rows.word(link, word)) }
      }
    }
    let keys = paths.keys.sorted {
      ($0.prefix, $0.column, $0.value) < ($1.prefix, $1.column, $1.value)
    }
    writer.write(keys.count)
    for key in keys {
      writer.write(key.prefix)
      writer.write(key.column)
      writer.write(key.value)
      writer.write(paths[key] ?? 0)
    }
    writer.write(touched)
  }

  /// Reads routes to at most so many prefixes.
  init(from reader: inout CheckpointReader, prefixes: Int) throws(VisibilityError) {
    let columns = try reader.number(to: RoutingState.sessionLimit, "number of columns")
    let origins: [UInt32] = try reader.numbers()
    let bits: [UInt64] = try reader.numbers()
    let counts: [Int] = try reader.numbers()
    guard origins.count <= prefixes, counts.count == columns,
      counts.allSatisfy({ $0 >= 0 && $0 <= origins.count }),
      var table = RouteTable(columns: columns, bits: bits, origins: origins)
    else { throw CheckpointReader.malformed("route table") }
    table.counts = counts
    for column in 0..<columns { table.hasPaths[column] = try reader.flag() }
    try table.readForks(from: &reader)
    try table.readPaths(from: &reader)
    let touched: [UInt32] = try reader.numbers()
    for prefix in touched {
      guard prefix < table.count else { throw CheckpointReader.malformed("prefix") }
      table.touch(Int(prefix))
    }
    self = table
  }

  /// Reads the further rows of prefixes of which several origins are seen.
  private mutating func readForks(from reader: inout CheckpointReader) throws(VisibilityError) {
    let width = 4 + 8 * words
    for _ in 0..<(try reader.count(width: 12 + width)) {
      let prefix = Int(try reader.number() as UInt32)
      guard prefix < count, more[prefix] == 0 else { throw CheckpointReader.malformed("prefix") }
      var last: UInt32 = 0
      for _ in 0..<(try reader.count(width: width)) {
        let link = rows.add(origin: try reader.number(), next: 0)
        for word in 0..<words { rows.fill(link, word: word, try reader.number()) }
        if last == 0 { more[prefix] = link } else { rows.nexts[Int(last) - 1] = link }
        last = link
      }
    }
  }

  private mutating func readPaths(from reader: inout CheckpointReader) throws(VisibilityError) {
    for _ in 0..<(try reader.count(width: 16)) {
      let prefix: UInt32 = try reader.number()
      let column: UInt32 = try reader.number()
      let key = PathKey(prefix: prefix, column: column, value: try reader.number())
      guard prefix < count, column < columns, hasPaths[Int(column)], paths[key] == nil else {
        throw CheckpointReader.malformed("path")
      }
      let origin: UInt32 = try reader.number()
      paths[key] = origin
      pathCounts[PathKey(prefix: prefix, column: column, value: origin), default: 0] += 1
    }
  }
}
