import Timeline

extension PlaceTable {
  /// Compiles a table; of several sources that place an address the last wins.
  ///
  /// Within a source the narrowest range over an address wins, among equally wide ones the last;
  /// ranges that overlap are a finding. `key` is kept with the table and tells images apart.
  /// O(n log n) in the ranges; takes the table's size in memory, and about as much again on the way.
  public init(compiling lists: [RangeList], key: String = "") throws(AtlasError) {
    guard lists.count < PlaceTable.sourceLimit else {
      throw .tooManySources(count: lists.count, limit: PlaceTable.sourceLimit - 1)
    }
    let places = PlaceTable.union(lists)
    guard places.count <= PlaceTable.placeLimit else {
      throw .tooManyPlaces(count: places.count, limit: PlaceTable.placeLimit)
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: places.enumerated().map { ($1, UInt16(truncatingIfNeeded: $0)) })
    var findings = FindingLog()
    var ipv4 = PieceOverlay<UInt32>()
    var ipv6 = PieceOverlay<UInt128>()
    for (index, list) in lists.enumerated() {
      findings.merge(list.findings)
      let own = list.places.map { numbers[$0] ?? 0 }
      let source = UInt8(truncatingIfNeeded: index)
      let pieces4 = AddressPieces(list.ipv4)
      let pieces6 = AddressPieces(list.ipv6)
      if !list.ipv4.isEmpty { ipv4.lay(pieces4, numbers: own, source: source) }
      if !list.ipv6.isEmpty { ipv6.lay(pieces6, numbers: own, source: source) }
      let overlaps = pieces4.overlaps + pieces6.overlaps
      if overlaps > 0 {
        findings.record(
          Finding(
            kind: "overlapping-ranges", source: list.provenance.name,
            detail: "ranges begin within others",
            disposition: "the narrower decides, of equals the later", count: overlaps))
      }
    }
    let sources = lists.map(\.provenance)
    let metadata = TableMetadata(places: places, sources: sources, findings: findings, key: key)
    let encoded = metadata.encoded
    guard
      let layout = TableLayout(
        pieces4: ipv4.starts.count, pieces6: ipv6.starts.count, metadataCount: encoded.count)
    else { throw .system(action: "laying out the table", code: 0) }
    let memory = try TableMemory(count: layout.total)
    PlaceTable.write(ipv4, to: memory, layout.starts4, layout.places4, layout.sources4)
    PlaceTable.write(ipv6, to: memory, layout.starts6, layout.places6, layout.sources6)
    PlaceTable.writeIndex(ipv4.starts, to: memory, layout.index4)
    PlaceTable.writeIndex(ipv6.starts, to: memory, layout.index6)
    PlaceTable.writeSlash24s(ipv4, to: memory, layout.slash24)
    let target = unsafe memory.section(layout.metadata, encoded.count, of: UInt8.self)
    for (index, byte) in encoded.enumerated() { unsafe target[index] = byte }
    TableHeader(layout).write(to: memory)
    self.init(
      memory: memory, layout: layout, places: places, sources: sources, findings: findings,
      key: key)
  }

  /// All places in order, the unknown one first, with each country that occurs by itself.
  private static func union(_ lists: [RangeList]) -> [Place] {
    var places: Set<Place> = [Place()]
    for list in lists {
      for place in list.places {
        places.insert(place)
        places.insert(Place(country: place.country))
      }
    }
    return places.sorted()
  }

  private static func write<Address: BitwiseCopyable>(
    _ pieces: PieceOverlay<Address>, to memory: TableMemory, _ starts: Int, _ places: Int,
    _ sources: Int
  ) {
    let count = pieces.starts.count
    let startsOut = unsafe memory.section(starts, count, of: Address.self)
    let placesOut = unsafe memory.section(places, count, of: UInt16.self)
    let sourcesOut = unsafe memory.section(sources, count, of: UInt8.self)
    for index in 0..<count {
      unsafe startsOut[index] = pieces.starts[index]
      unsafe placesOut[index] = pieces.places[index]
      unsafe sourcesOut[index] = pieces.sources[index]
    }
  }

  private static func writeIndex<Address: FixedWidthInteger>(
    _ starts: [Address], to memory: TableMemory, _ offset: Int
  ) {
    let index = unsafe memory.section(offset, TableLayout.indexCount, of: UInt32.self)
    var piece = 0
    for key in 0..<TableLayout.indexCount - 1 {
      let address = Address(truncatingIfNeeded: key) << Address(Address.bitWidth - 16)
      while piece + 1 < starts.count, starts[piece + 1] <= address { piece += 1 }
      unsafe index[key] = UInt32(truncatingIfNeeded: piece)
    }
    unsafe index[TableLayout.indexCount - 1] = UInt32(truncatingIfNeeded: starts.count - 1)
  }

  private static func writeSlash24s(
    _ pieces: PieceOverlay<UInt32>, to memory: TableMemory, _ offset: Int
  ) {
    let table = unsafe memory.section(offset, TableLayout.slash24Count, of: UInt16.self)
    for piece in pieces.starts.indices {
      let start = pieces.starts[piece]
      let isLast = piece + 1 == pieces.starts.count
      let end = isLast ? UInt32.max : pieces.starts[piece + 1] - 1
      let place = pieces.places[piece]
      var block = Int(start >> 8)
      if start & 255 != 0 {
        if unsafe table[block] != place { unsafe table[block] = shared }
        block += 1
      }
      guard block <= Int(end >> 8) else { continue }
      unsafe table[block...Int(end >> 8)].update(repeating: place)
    }
  }
}
