/// Runs a decoder on a thread of its own, a few buffers ahead of the consumer.
final class DecoderPump: ChunkSource, @unchecked Sendable {
  /// One is with the consumer, one is being filled, one waits between them.
  private static let bufferCount = 3

  private let input: InputReader
  private let decoder: any StreamDecoder
  private let capacity: Int
  private let monitor = Monitor()
  // What the threads share, under the monitor.
  private var ready: [FeedBuffer] = []
  private var free: [FeedBuffer] = []
  private var made = 0
  private var isFinished = false
  private var isStopped = false
  private var failure: InflateError?

  /// The thread, which only the consumer touches.
  private var thread: WorkerThread?

  init(_ decoder: any StreamDecoder, input: InputReader, capacity: Int) {
    self.decoder = decoder
    self.input = input
    self.capacity = capacity
  }

  func next() throws(InflateError) -> FeedBuffer? {
    if thread == nil {
      // The thread keeps the pump alive until it has been joined.
      thread = WorkerThread { [self] in run() }
      guard thread != nil else { throw .cannotRead(path: input.path, code: 11) }
    }
    let (buffer, failure) = monitor.withLock { () -> (FeedBuffer?, InflateError?) in
      while ready.isEmpty, !isFinished { monitor.wait() }
      return ready.isEmpty ? (nil, self.failure) : (ready.removeFirst(), nil)
    }
    if let failure { throw failure }
    return buffer
  }

  func recycle(_ buffer: FeedBuffer) {
    buffer.reset()
    monitor.withLock {
      if buffer.isOversize { made -= 1 } else { free.append(buffer) }
      monitor.broadcast()
    }
  }

  func stop() {
    input.stop()
    monitor.withLock {
      isStopped = true
      monitor.broadcast()
    }
    thread?.join()
    thread = nil
  }

  /// What the thread does.
  private func run() {
    while let buffer = takeBuffer() {
      var more = false
      var failure: InflateError?
      do throws(InflateError) { more = try decoder.fill(buffer) } catch { failure = error }
      monitor.withLock {
        ready.append(buffer)
        if !more {
          self.failure = failure
          isFinished = true
        }
        monitor.broadcast()
      }
      if !more { return }
    }
  }

  /// A buffer to fill, waiting for one; nil once stopped.
  private func takeBuffer() -> FeedBuffer? {
    monitor.withLock {
      while true {
        if isStopped { return nil }
        if let buffer = free.popLast() { return buffer }
        if made < Self.bufferCount {
          made += 1
          return FeedBuffer(capacity: capacity)
        }
        monitor.wait()
      }
    }
  }
}
