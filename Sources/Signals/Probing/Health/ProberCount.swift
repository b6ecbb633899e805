/// What is counted of a prober in a round.
struct ProberCount: Equatable, Sendable {
  /// Its probes.
  var probes = 0
  /// Their replies.
  var replies = 0
  /// The listed blocks that it probed.
  var blocks = 0
  /// For each country its first probes of blocks that were up.
  var cells: [Cell]

  /// First probes of blocks that were up.
  struct Cell: Equatable, Sendable {
    var probes: UInt32 = 0
    var replies: UInt32 = 0
    /// The replies that were expected, in 65,535ths.
    var expected: UInt64 = 0
  }

}
