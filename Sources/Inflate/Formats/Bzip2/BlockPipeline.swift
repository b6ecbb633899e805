import Glibc

/// Decodes the blocks of a bzip2 file on several threads and hands them on in order.
///
/// Workers cut the file into units and decode each as if it were a block, before anybody knows that
/// it is one. The consumer goes through the units in order and takes those that begin where the
/// block before ended.
final class BlockPipeline: ChunkSource, @unchecked Sendable {
  /// Room for a usual block; the rare one that expands further takes more.
  private static let bufferCapacity = 5 << 18

  /// The decompressed bytes that may wait for the consumer before workers stop ahead of it.
  private static let mostHeld = 64 << 20
  /// The most units of which a block is made. A number of 48 bits that stands in a block by chance
  /// is one in millions of files; that many are there on purpose.
  private static let mostJoined = 1_000

  private let input: InputReader
  private let scanner: BlockScanner
  private let threads: Int
  private let monitor = Monitor()
  // What the threads share, under the monitor.
  private var queue = UnitQueue()
  private var isScanning = false
  private var isScanned = false
  private var isStopped = false
  private var failure: InflateError?
  private var free: [FeedBuffer] = []

  // What only the consumer touches.
  private var workers: [WorkerThread] = []
  private var order = BlockOrder()
  private var isFinished = false

  init(_ input: InputReader, threads: Int) {
    self.input = input
    self.threads = threads
    scanner = BlockScanner(input)
  }

  /// The most units that are taken by workers and not yet passed by the consumer.
  private var mostTaken: Int { threads + 2 }

  // MARK: Workers

  private enum Job {
    case scan
    case decode(BlockUnit)
    case stop
  }

  private func run() {
    let decoder = BlockDecoder()
    while true {
      switch nextJob() {
      case .stop: return
      case .scan: scan()
      case .decode(let unit):
        let result = decoder.decode(unit, into: takeBuffer)
        monitor.withLock {
          queue.finish(unit, with: result)
          monitor.broadcast()
        }
      }
    }
  }

  private func nextJob() -> Job {
    monitor.withLock {
      while true {
        if isStopped { return .stop }
        // Blocks that expand far wait until the consumer has passed those that are ready.
        let most = queue.held > Self.mostHeld ? 1 : mostTaken
        if let unit = queue.take(most: most) { return .decode(unit) }
        if isScanned, queue.isAllTaken { return .stop }
        if !isScanning, !isScanned, queue.waiting < mostTaken {
          isScanning = true
          return .scan
        }
        monitor.wait()
      }
    }
  }

  /// Cuts the next piece of the input into units. The caller has set `isScanning`.
  private func scan() {
    var units: [BlockUnit] = []
    var failure: InflateError?
    do throws(InflateError) { units = try scanner.scan() } catch { failure = error }
    monitor.withLock {
      queue.append(units)
      isScanning = false
      isScanned = scanner.isEnded || failure != nil
      self.failure = failure
      monitor.broadcast()
    }
  }

  private func takeBuffer() -> FeedBuffer {
    monitor.withLock { free.popLast() } ?? FeedBuffer(capacity: Self.bufferCapacity)
  }

  // MARK: Consumer

  func next() throws(InflateError) -> FeedBuffer? {
    if workers.isEmpty, !isFinished {
      for _ in 0..<threads { workers += WorkerThread { [self] in run() }.map { [$0] } ?? [] }
      guard !workers.isEmpty else { throw .cannotRead(path: input.path, code: EAGAIN) }
    }
    while let unit = try unit(at: 0, decoded: true) {
      var step = order.pass(unit)
      if case .join = step { step = order.pass(unit, joined: try joined(unit)) }
      monitor.withLock {
        queue.removeFirst()
        monitor.broadcast()
      }
      discard(unit.result, keeping: step)
      if case .deliver(let buffer) = step { return buffer }
    }
    if isFinished { return nil }
    isFinished = true
    guard let damage = order.finish(size: input.offset) else { return nil }
    let buffer = FeedBuffer(capacity: 0)
    buffer.damage = [damage]
    return buffer
  }

  /// The unit at a place in the queue, waiting for it and, if wanted, for its result; nil behind
  /// the last.
  private func unit(at place: Int, decoded: Bool) throws(InflateError) -> BlockUnit? {
    while true {
      var failure: InflateError?
      let (unit, isToScan) = monitor.withLock { () -> (BlockUnit?, Bool) in
        while true {
          if let unit = queue[place], !decoded || !unit.isPending { return (unit, false) }
          if queue[place] == nil {
            failure = self.failure
            if isScanned { return (nil, false) }
            // All workers may be waiting for this thread to make room for more units.
            if !isScanning {
              isScanning = true
              return (nil, true)
            }
          }
          monitor.wait()
        }
      }
      if let failure, unit == nil { throw failure }
      guard isToScan else { return unit }
      scan()
    }
  }

  /// Decodes a block that goes on behind its unit, because the number that begins the next one
  /// stands in it by chance.
  private func joined(_ unit: BlockUnit) throws(InflateError) -> BlockUnit.Result {
    let decoder = BlockDecoder()
    var others: [BlockUnit] = []
    var size = unit.bytes.count
    while true {
      // Twice as many each time, so that the work is that of the last attempt, twice.
      for _ in 0...others.count where others.last?.isLast != true {
        guard let next = try self.unit(at: others.count + 1, decoded: false) else { break }
        others.append(next)
        size += next.bytes.count - BitReader.padding
      }
      let whole = unit.joined(with: others)
      let result = decoder.decode(whole, into: takeBuffer)
      guard case .overrun = result, !whole.isLast else { return result }
      if size > BlockUnit.mostBytes || others.count > Self.mostJoined {
        return .failed(.corrupt, nil)
      }
    }
  }

  /// Takes back the buffer of a unit that is not delivered.
  private func discard(_ result: BlockUnit.Result, keeping step: BlockOrder.Step) {
    switch (result, step) {
    case (.decoded(let buffer, _, _, _), .deliver(let kept)):
      if buffer !== kept { recycle(buffer) }
    case (.decoded(let buffer, _, _, _), _), (.failed(_, let buffer?), _): recycle(buffer)
    default: break
    }
  }

  func recycle(_ buffer: FeedBuffer) {
    buffer.reset()
    guard !buffer.isOversize else { return }
    monitor.withLock { if free.count < mostTaken { free.append(buffer) } }
  }

  func stop() {
    input.stop()
    monitor.withLock {
      isStopped = true
      monitor.broadcast()
    }
    for worker in workers { worker.join() }
    workers = []
  }
}
