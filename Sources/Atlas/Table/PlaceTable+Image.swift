import Glibc

extension PlaceTable {
  /// The bytes that the table takes in memory and on disk.
  public var size: Int { layout.total }

  /// The bytes from which `formatVersion(ofHead:)` tells a version.
  public static let headSize = TableLayout.headerSize

  /// The version under which `save` wrote a file that begins with these bytes; nothing for any other
  /// file, and for one of a machine of the other byte order.
  public static func formatVersion(ofHead head: [UInt8]) -> Int? {
    TableHeader.version(ofHead: head)
  }

  /// Maps a table that `save` wrote.
  ///
  /// Nothing is trusted: the file must be a whole image of this version and byte order, with a right
  /// checksum, made under `key`, and every number in it must be one that this code could have
  /// written. Returns nothing otherwise, also when there is no file. O(size), at the speed of
  /// memory; the pages belong to the file and not to the process.
  public init?(mapping path: String, key: String) {
    guard let memory = TableMemory(path: path), let header = TableHeader(memory) else { return nil }
    let layout = header.layout
    let encoded = unsafe UnsafeRawBufferPointer(
      rebasing: memory.bytes[layout.metadata..<layout.metadata + layout.metadataCount])
    guard let metadata = unsafe TableMetadata(decoding: encoded.bytes), metadata.key == key,
      metadata.places.first == Place(), metadata.places.count <= PlaceTable.placeLimit,
      metadata.sources.count < PlaceTable.sourceLimit
    else { return nil }
    self.init(
      memory: memory, layout: layout, places: metadata.places, sources: metadata.sources,
      findings: metadata.findings, key: key)
    guard ipv4.isSound(places: places.count), ipv6.isSound(places: places.count),
      holdsKnownPlaces
    else { return nil }
  }

  /// Whether every /24 has a place of the table, or is shared.
  private var holdsKnownPlaces: Bool {
    let limit = UInt16(truncatingIfNeeded: places.count)
    var wrong = 0
    for block in 0..<TableLayout.slash24Count {
      let place = unsafe slash24[block]
      wrong &+= place >= limit && place != PlaceTable.shared ? 1 : 0
    }
    return wrong == 0
  }

  /// Writes the table to a file, beside it first and then in its place, so that nobody ever sees
  /// half of it.
  public func save(to path: String) throws(AtlasError) {
    let draft = "\(path).\(getpid()).draft"
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(action: "creating \(draft)", code: errno) }
    var written = 0
    var code: Int32 = 0
    while written < memory.count {
      let count = unsafe write(descriptor, memory.base + written, memory.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        code = errno
        break
      }
      written += count
    }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, unsafe rename(draft, path) != 0 { code = errno }
    guard code == 0 else {
      unsafe unlink(draft)
      throw .system(action: "writing \(path)", code: code)
    }
  }
}

extension PieceView {
  /// Whether starts ascend from 0, places exist, and the index leads to the pieces it should.
  func isSound(places limit: Int) -> Bool {
    guard unsafe starts[0] == 0 else { return false }
    for piece in 0..<count {
      guard Int(place(piece)) < limit else { return false }
      if piece > 0, unsafe starts[piece - 1] >= starts[piece] { return false }
    }
    for key in 0..<TableLayout.indexCount - 1 {
      let piece = unsafe Int(index[key])
      let address = Address(truncatingIfNeeded: key) << Address(Address.bitWidth - 16)
      guard piece < count, unsafe starts[piece] <= address, last(piece) >= address else {
        return false
      }
    }
    return unsafe Int(index[TableLayout.indexCount - 1]) == count - 1
  }
}
