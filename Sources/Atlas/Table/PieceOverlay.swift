/// The pieces of several sources on top of each other.
struct PieceOverlay<Address: FixedWidthInteger & UnsignedInteger & Sendable> {
  /// The first address of each piece, ascending from 0.
  private(set) var starts: [Address] = [0]
  /// The number of each piece's place.
  private(set) var places: [UInt16] = [0]
  /// The number of each piece's source.
  private(set) var sources: [UInt8] = [PlaceTable.noSource]

  /// Lays a source over what is there. What it knows wins; where it knows no country it only fills
  /// what no source lists. `numbers` gives the table's number for each of the source's places.
  /// O(n + m).
  mutating func lay(_ pieces: AddressPieces<Address>, numbers: [UInt16], source: UInt8) {
    var starts: [Address] = []
    var places: [UInt16] = []
    var sources: [UInt8] = []
    starts.reserveCapacity(self.starts.count + pieces.starts.count)
    places.reserveCapacity(self.starts.count + pieces.starts.count)
    sources.reserveCapacity(self.starts.count + pieces.starts.count)
    var low = 0
    var high = 0
    var cursor: Address = 0
    // What gave the last piece: an index of either side.
    var shown = (isUpper: false, index: -1)
    while true {
      let value = pieces.values[high]
      let number = value == AddressPieces<Address>.gap ? 0 : numbers[Int(value)]
      let isListed = value != AddressPieces<Address>.gap
      let isUpper = number != 0 || isListed && self.sources[low] == PlaceTable.noSource
      let index = isUpper ? high : low
      if shown != (isUpper, index) {
        starts.append(cursor)
        places.append(isUpper ? number : self.places[low])
        sources.append(isUpper ? source : self.sources[low])
        shown = (isUpper, index)
      }
      let nextLow = low + 1 < self.starts.count ? self.starts[low + 1] : nil
      let nextHigh = high + 1 < pieces.starts.count ? pieces.starts[high + 1] : nil
      guard let next = [nextLow, nextHigh].compactMap(\.self).min() else { break }
      if nextLow == next { low += 1 }
      if nextHigh == next { high += 1 }
      cursor = next
    }
    self.starts = starts
    self.places = places
    self.sources = sources
  }
}
