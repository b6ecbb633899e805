/// What stands at a place of a capture where no whole packet or block does.
enum CaptureFrame: Equatable {
  /// A packet or block after all, behind damage.
  case found
  /// The packet, the block or the search needs this many octets from the place on, and more may come.
  case incomplete(needed: Int)
  /// So many octets from the place on belong to nothing.
  case damaged(count: Int)
  /// The file ends within a packet or block: so many octets are left of it.
  case truncated(count: Int)
  /// The file ends here, as it should.
  case end
}
