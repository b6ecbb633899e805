/// Where the sections of a table's image lie.
///
/// A header of 64 bytes; the place of each /24; for each family an index by the first 16 bits, the
/// pieces' starts, places and sources; then the metadata. Numbers are in the machine's byte order,
/// which the header states. Each section begins on a multiple of 64.
struct TableLayout {
  /// Raised whenever the image or what it means changes.
  static let version: UInt32 = 1
  static let headerSize = 64
  static let slash24Count = 1 << 24
  /// One more than there are values of 16 bits: the last closes the last range.
  static let indexCount = (1 << 16) + 1

  let pieces4: Int
  let pieces6: Int
  let metadataCount: Int

  let slash24: Int
  let index4: Int
  let starts4: Int
  let places4: Int
  let sources4: Int
  let index6: Int
  let starts6: Int
  let places6: Int
  let sources6: Int
  let metadata: Int
  let total: Int

  /// Lays out an image; nothing for numbers of pieces that no table has.
  init?(pieces4: Int, pieces6: Int, metadataCount: Int) {
    let limit = 1 << 31
    guard (1...limit).contains(pieces4), (1...limit).contains(pieces6),
      (0...limit).contains(metadataCount)
    else { return nil }
    self.pieces4 = pieces4
    self.pieces6 = pieces6
    self.metadataCount = metadataCount
    var end = TableLayout.headerSize
    func place(_ count: Int, _ size: Int) -> Int {
      let start = (end + 63) & ~63
      end = start + count * size
      return start
    }
    slash24 = place(TableLayout.slash24Count, 2)
    index4 = place(TableLayout.indexCount, 4)
    starts4 = place(pieces4, 4)
    places4 = place(pieces4, 2)
    sources4 = place(pieces4, 1)
    index6 = place(TableLayout.indexCount, 4)
    starts6 = place(pieces6, 16)
    places6 = place(pieces6, 2)
    sources6 = place(pieces6, 1)
    metadata = place(metadataCount, 1)
    total = end
  }
}
