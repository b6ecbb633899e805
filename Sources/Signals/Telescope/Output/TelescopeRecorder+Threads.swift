import Inflate
import Synchronization

extension TelescopeRecorder {
  /// What a thread counted.
  private final class Slot: Sendable {
    let part = Mutex<CountedPart?>(nil)
  }

  /// Takes minutes in ascending order on several threads; the same as taking one by one.
  public mutating func take(_ minutes: [TelescopeMinute], threads: Int) {
    guard threads > 1, minutes.contains(where: { $0.pages.isEmpty }) else {
      for minute in minutes { take(minute) }
      return
    }
    // A few at a time, because what is counted of them waits until all threads are done.
    var rest = minutes[...]
    while !rest.isEmpty {
      takeBlock(Array(rest.prefix(8)), threads: threads)
      rest = rest.dropFirst(8)
    }
  }

  /// Each thread takes a range of addresses of every minute, so that none waits for a large minute.
  private mutating func takeBlock(_ minutes: [TelescopeMinute], threads: Int) {
    let ranges = CountedPart.ranges(of: minutes, parts: min(threads, 64))
    let empty = counter
    let workers = ranges.dropFirst().map { range in
      let slot = Slot()
      let work: @Sendable () -> Void = {
        let part = CountedPart(minutes, range, empty)
        slot.part.withLock { $0 = part }
      }
      let thread = WorkerThread(work)
      if thread == nil { work() }
      return (slot: slot, thread: thread)
    }
    let own = CountedPart(minutes, ranges[0], empty)
    let others = workers.compactMap { worker in
      worker.thread?.join()
      return worker.slot.part.withLock { $0 }
    }
    counter = own.counter
    let numbers = others.map { other in
      // Those that were met before have the same number everywhere.
      let known = empty.placer.entities.count
      return Array(0..<known)
        + (known..<other.counter.placer.entities.count).map {
          counter.placer.entity(ofKey: other.counter.placer.key(of: $0))
        }
    }
    for (index, minute) in minutes.enumerated() {
      if !minute.pages.isEmpty {
        take(minute)
        continue
      }
      for (entity, counts) in own.entities[index] { counter.add(counts, to: entity) }
      var sources = own.sources[index]
      for (other, numbers) in zip(others, numbers) {
        sources += other.sources[index]
        for (entity, counts) in other.entities[index] {
          counter.add(counts, to: numbers[entity])
        }
      }
      record(minute, sources: sources)
    }
  }
}
