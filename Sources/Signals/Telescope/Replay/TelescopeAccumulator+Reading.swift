import Capture
import Inflate
import Synchronization
import Timeline
import Wire

extension TelescopeAccumulator {
  /// A part of a file: what it came to, and where its packets ended.
  private struct Part: Sendable {
    var accumulator: TelescopeAccumulator
    var reader: CaptureReader
    var end: Int
  }

  /// What a thread came to.
  private final class Slot: Sendable {
    let part = Mutex<Part?>(nil)
  }

  /// Counts the packets of a capture behind those that were counted before, on several threads where
  /// the file can be cut. Returns what was wrong with the file, and the parts that were read apart.
  mutating func read(
    _ input: CaptureInput, threads: Int
  ) throws(InflateError) -> (findings: [Finding], parts: Int) {
    let feed = try input.open()
    if try FlowForm.isFlows(feed) {
      return (try CaptureInput.flows(of: feed, input.name, into: &self), 1)
    }
    let places: [Int] =
      feed.format == .none && feed.isComplete && input.isRepeatable
      ? feed.withWindow { PcapSplit.places($0, parts: threads) } : [0]
    guard places.count > 1 else {
      var reader = CaptureReader()
      try reader.readAll(feed, into: &self)
      return (CaptureInput.findings(reader, feed, input.name), 1)
    }
    var workers: [(slot: Slot, thread: WorkerThread?)] = []
    let empty = emptied()
    for index in 1..<places.count {
      let slot = Slot()
      let (from, to) = (places[index], index + 1 < places.count ? places[index + 1] : nil)
      let thread = WorkerThread {
        let part = TelescopeAccumulator.part(of: input, from: from, to: to, empty)
        slot.part.withLock { $0 = part }
      }
      workers.append((slot, thread))
    }
    var reader = CaptureReader()
    var end = feed.withWindow { window in
      reader.read(
        window.extracting(first: places[1] + PcapSplit.record), isComplete: false, into: &self
      ).consumed
    }
    seal()
    var parts = 1
    for (index, worker) in workers.enumerated() {
      worker.thread?.join()
      let isLast = index + 1 == workers.count
      let part = worker.slot.part.withLock { part in
        defer { part = nil }
        return part
      }
      // A part counts where it begins just where the packets before it end, and nothing is wrong with
      // it; else its packets are read here, in their order.
      if let part, end == places[index + 1], part.reader.damage.isEmpty {
        merge(part.accumulator)
        parts += 1
        end = part.end
      } else {
        end += feed.withWindow { window in
          let to = isLast ? window.byteCount : places[index + 2] + PcapSplit.record
          guard to > end else { return 0 }
          return reader.read(
            window.extracting(end..<to), isComplete: isLast, into: &self
          ).consumed
        }
      }
    }
    return (CaptureInput.findings(reader, feed, input.name), parts)
  }

  /// Counts the packets of a part; nothing where that cannot be done apart.
  private static func part(
    of input: CaptureInput, from: Int, to: Int?, _ empty: TelescopeAccumulator
  ) -> Part? {
    var accumulator = empty
    guard let read = PcapSplit.read(input, from: from, to: to, into: &accumulator) else {
      return nil
    }
    // Sorted here, beside the other parts, and not where they are merged one by one.
    accumulator.seal()
    return Part(accumulator: accumulator, reader: read.reader, end: read.end)
  }

  /// The same of nothing.
  private func emptied() -> TelescopeAccumulator {
    var copy = self
    copy.totals = TelescopeTotals()
    copy.minutes = [:]
    copy.current = OpenMinute()
    copy.currentStart = .max
    copy.parked = 0
    copy.scratch = []
    copy.border = Border()
    return copy
  }
}
