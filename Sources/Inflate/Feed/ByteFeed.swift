import Glibc

/// The bytes of a file or of standard input, decompressed on the way, as a window that moves over
/// them.
///
/// The window holds the bytes that are at hand and not yet consumed. The consumer takes what it
/// can out of it, consumes that, and asks for more:
///
///     let feed = try ByteFeed(path: path)
///     repeat {
///       let used = feed.withWindow { bytes in parse(bytes) }
///       feed.consume(used)
///     } while try feed.fillMore()
///
/// The format is found by content: gzip (any number of members), bzip2 (decompressed on several
/// threads), zstd, or plain. Decompression runs beside the consumer on threads that end with the
/// feed, and stays a few chunks ahead of it. A plain regular file is mapped, and the window is all
/// of it at once. A compressed stream that is damaged gives what stands before the damage, bzip2
/// also what stands behind it, and `damage` says where that was.
///
/// A feed is used by one thread at a time. A file that another program makes shorter while it is
/// mapped ends the process with SIGBUS: archives are written elsewhere and moved into place.
@safe public final class ByteFeed {
  /// The name of the input for messages: its path, `-`, or what was given with bytes.
  public let name: String
  /// How the input is compressed.
  public let format: Compression
  /// Where the compressed stream broke, as far as the window has come.
  public private(set) var damage: [StreamDamage] = []
  /// The number of decompressed bytes that were consumed.
  public private(set) var offset: UInt64 = 0
  /// Whether it is known that no byte follows those of the window.
  ///
  /// True from the start for plain files and an empty input, and as soon as a call of `fill` or
  /// `fillMore` has met the end of a stream.
  public private(set) var isComplete: Bool

  private let options: Options
  private var source: (any ChunkSource)?
  /// The buffer that holds the window of a stream.
  private var buffer: FeedBuffer?
  /// A mapped file, all of it.
  private let mapping: UnsafeRawBufferPointer?
  /// Plain bytes that were given in memory.
  private let memory: [UInt8]
  /// The number of decompressed bytes that came so far.
  private var received: UInt64 = 0

  /// Opens the file at `path`, or standard input for `-`, and looks at its first bytes.
  ///
  /// Throws where it cannot be read or is a directory. Waits for the first ten bytes of a pipe.
  public convenience init(path: String, options: Options = Options()) throws(InflateError) {
    try self.init(InputReader(path: path), memory: nil, options: options)
  }

  /// Takes bytes in memory, which may be compressed, under a name for messages.
  public convenience init(
    bytes: [UInt8], name: String, options: Options = Options()
  ) throws(InflateError) {
    try self.init(InputReader(bytes: bytes, name: name), memory: bytes, options: options)
  }

  private init(
    _ input: InputReader, memory: [UInt8]?, options: Options
  ) throws(InflateError) {
    name = input.path
    let options = options.workable
    self.options = options
    let firstBytes = try input.peek(Compression.signatureLength)
    format = Compression(firstBytes: firstBytes)
    if format == .none {
      self.memory = memory ?? []
      unsafe mapping = memory == nil ? input.map() : nil
      if unsafe memory != nil || mapping != nil {
        isComplete = true
        unsafe received = UInt64(mapping?.count ?? self.memory.count)
        if received > options.limit {
          if let mapping = unsafe mapping { unsafe Self.unmap(mapping) }
          throw .tooLarge(limit: Int(clamping: options.limit))
        }
        return
      }
    } else {
      self.memory = []
      unsafe mapping = nil
    }
    isComplete = firstBytes.isEmpty
    if isComplete { return }
    source = try Self.source(of: input, format: format, options: options)
  }

  deinit {
    source?.stop()
    if let mapping = unsafe mapping { unsafe Self.unmap(mapping) }
  }

  private static func unmap(_ mapping: UnsafeRawBufferPointer) {
    unsafe munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count)
  }

  private static func source(
    of input: InputReader, format: Compression, options: Options
  ) throws(InflateError) -> any ChunkSource {
    let decoder: any StreamDecoder
    switch format {
    case .none: decoder = PlainDecoder(input)
    case .gzip: decoder = GzipDecoder(input)
    case .zstd: decoder = try ZstdDecoder(input)
    case .bzip2: return BlockPipeline(input, threads: options.threads)
    }
    return DecoderPump(decoder, input: input, capacity: options.chunkSize)
  }

  /// The number of bytes in the window.
  public var windowCount: Int {
    if let buffer { return buffer.count }
    return unsafe (mapping?.count ?? memory.count) - Int(offset)
  }

  /// Shows all bytes that are at hand and not yet consumed. The span ends with the call.
  public func withWindow<R, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
    if let buffer { return try body(unsafe RawSpan(_unsafeBytes: buffer.bytes)) }
    if let mapping = unsafe mapping {
      return try body(
        unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: mapping[Int(offset)...])))
    }
    let memory = self.memory
    let span = memory.span
    return try body(unsafe span.bytes.extracting(droppingFirst: Int(offset)))
  }

  /// Passes over the first `count` bytes of the window, at most all of them.
  public func consume(_ count: Int) {
    let count = min(max(0, count), windowCount)
    buffer?.drop(count)
    offset += UInt64(count)
  }

  /// Makes the window hold at least `count` bytes; false when the input ends before.
  ///
  /// Throws `windowTooLarge` where a stream would have to be held beyond `maximumWindow`, before
  /// anything is read for it, and `tooLarge` beyond `limit`.
  public func fill(_ count: Int) throws(InflateError) -> Bool {
    while windowCount < count {
      if isComplete { return false }
      guard count <= options.maximumWindow else {
        throw .windowTooLarge(limit: options.maximumWindow)
      }
      try advance()
    }
    return true
  }

  /// Makes the window longer by what comes next, at least a byte; false at the end.
  public func fillMore() throws(InflateError) -> Bool {
    let before = windowCount
    while windowCount == before {
      if isComplete { return false }
      guard before < options.maximumWindow else {
        throw .windowTooLarge(limit: options.maximumWindow)
      }
      try advance()
    }
    return true
  }

  /// Takes the next chunk, or learns that there is none.
  private func advance() throws(InflateError) {
    try requireLimit()
    guard let source, let chunk = try source.next() else {
      isComplete = true
      return
    }
    received += UInt64(chunk.count)
    damage += chunk.damage
    try requireLimit()
    guard let buffer, buffer.count > 0 else {
      if let buffer { source.recycle(buffer) }
      self.buffer = chunk
      return
    }
    if chunk.prepend(buffer) {
      source.recycle(buffer)
      self.buffer = chunk
    } else {
      buffer.reserve(chunk.count)
      buffer.append(chunk)
      source.recycle(chunk)
    }
  }

  /// Throws once more came than was asked for, at that moment and ever after.
  private func requireLimit() throws(InflateError) {
    guard received <= options.limit else {
      throw .tooLarge(limit: Int(clamping: options.limit))
    }
  }
}
