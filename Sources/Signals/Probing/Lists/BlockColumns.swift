/// The columns of a list of blocks, as `BlockList` holds them.
struct BlockColumns {
  /// The blocks, ascending, each once.
  var blocks: [Slash24] = []
  /// E(b) of each.
  var hosts: [HostSet] = []
  /// |E(b)| of each, less one.
  var hostCounts: [UInt8] = []
  /// A(E(b)) of each in 65,535ths.
  var availabilities: [UInt16] = []
  /// 24 values a block in 255ths, or none at all.
  var hourly: [UInt8] = []
}
