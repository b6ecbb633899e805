import Glibc

extension ByteFeed {
  /// How much a feed may read ahead, hold and deliver.
  public struct Options: Equatable, Sendable {
    /// The most decompressed bytes that are delivered; beyond it `tooLarge` is thrown. None by
    /// default, because the bytes pass by and are not kept.
    public var limit: UInt64
    /// The most bytes that a window of decompressed or streamed bytes is made to hold, 256 MiB by
    /// default. A plain file is mapped and always a window of its own size.
    public var maximumWindow: Int
    /// The number of threads that decompress bzip2; the number of processors, at most 16, by
    /// default. Each takes about 6 MB. Other formats use one thread.
    public var threads: Int
    /// The number of bytes that are decompressed at a time, 1 MiB by default.
    public var chunkSize: Int

    /// Creates options. A feed replaces what cannot work by the nearest that can.
    public init(
      limit: UInt64 = .max, maximumWindow: Int = 256 << 20, threads: Int? = nil,
      chunkSize: Int = 1 << 20
    ) {
      self.limit = limit
      self.maximumWindow = maximumWindow
      self.threads = threads ?? Self.processors
      self.chunkSize = chunkSize
    }
  }
}

extension ByteFeed.Options {
  /// The same with numbers that work.
  var workable: Self {
    var options = self
    options.maximumWindow = max(1, maximumWindow)
    options.threads = min(max(1, threads), 256)
    options.chunkSize = min(max(1, chunkSize), 1 << 30)
    return options
  }

  /// The number of processors, at most 16: no parser keeps up with more.
  static var processors: Int {
    let count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return min(max(1, count), 16)
  }
}
