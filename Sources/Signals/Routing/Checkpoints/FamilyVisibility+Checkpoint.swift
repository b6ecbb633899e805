import Wire
import Net

extension FamilyVisibility {
  /// Writes the prefixes, the routes, who counts, and which entities have numbers.
  func write(to writer: inout CheckpointWriter) {
    writer.write(index.lengths)
    if family == .ipv4 {
      writer.write(index.highs.map { UInt32(truncatingIfNeeded: $0 >> 32) })
    } else {
      writer.write(index.highs)
      writer.write(index.lows)
    }
    routes.write(to: &writer)
    writer.write(feed != nil)
    writer.write(feed?.mask ?? [])
    book.ledger.write(to: &writer)
    writer.write(book.fingerprint)
  }

  /// Reads what was written; `asns` are those of the columns' sessions, by column.
  ///
  /// What is visible follows from the routes, and is counted anew.
  mutating func read(
    from reader: inout CheckpointReader, asns: [Int: UInt32]
  ) throws(VisibilityError) {
    let lengths: [UInt8] = try reader.numbers()
    let highs: [UInt64]
    if family == .ipv4 {
      highs = (try reader.numbers() as [UInt32]).map { UInt64($0) << 32 }
    } else {
      highs = try reader.numbers()
    }
    let lows: [UInt64] = family == .ipv4 ? [] : try reader.numbers()
    guard let index = PrefixIndex(family: family, highs: highs, lows: lows, lengths: lengths)
    else { throw CheckpointReader.malformed("prefix") }
    self.index = index
    routes = try RouteTable(from: &reader, prefixes: index.count)
    guard asns.keys.allSatisfy({ $0 < routes.columns }) else {
      throw CheckpointReader.malformed("column")
    }
    let hasFeed = try reader.flag()
    let mask: [UInt64] = try reader.numbers()
    if hasFeed {
      guard mask.count <= routes.words else { throw CheckpointReader.malformed("full feed") }
      var members: [(column: Int, asn: UInt32)] = []
      for column in 0..<mask.count * 64 where mask[column >> 6] & 1 << UInt64(column & 63) != 0 {
        guard let asn = asns[column] else { throw CheckpointReader.malformed("full feed") }
        members.append((column, asn))
      }
      feed = FeedMask(words: routes.words, members: members)
    }
    try book.ledger.read(from: &reader)
    recount()
    guard try reader.number() == book.fingerprint else {
      throw .invalidCheckpoint("the places of its prefixes are other ones now")
    }
  }

  /// Judges all prefixes over the full-feed sessions of the last bin, for a book without credits.
  private mutating func recount() {
    routes.grow(to: index.count)
    book.grow(index)
    book.makeRoom()
    guard let feed else { return }
    book.judgeBefore(routes, over: feed, index)
    _ = book.takeDirty()
  }
}

extension CreditBook {
  /// A hash of what each entity is credited with.
  var fingerprint: UInt64 {
    var hash = UInt64(visible)
    for entity in blocks.indices {
      hash = StateChecksum.mixed(hash, UInt64(bitPattern: blocks[entity]))
      hash = StateChecksum.mixed(hash, UInt64(bitPattern: Int64(prefixes[entity])))
    }
    return hash
  }
}
