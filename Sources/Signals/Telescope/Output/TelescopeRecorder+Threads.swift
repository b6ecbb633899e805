import Inflate
import Synchronization

extension TelescopeRecorder {
  /// What a thread counted: for each minute what each entity has, by key.
  private final class Slot: Sendable {
    let minutes = Mutex<[[(key: UInt64, counts: EntityCounter.Counts)]]>([])
  }

  /// Takes minutes in ascending order on several threads; the same as taking one by one.
  public mutating func take(_ minutes: [TelescopeMinute], threads: Int) {
    guard threads > 1, minutes.contains(where: { $0.pages.isEmpty }) else {
      for minute in minutes { take(minute) }
      return
    }
    // A few at a time, because their sources may be in a file.
    var rest = minutes[...]
    while !rest.isEmpty {
      takeBlock(Array(rest.prefix(8)), threads: threads)
      rest = rest.dropFirst(8)
    }
  }

  private mutating func takeBlock(_ minutes: [TelescopeMinute], threads: Int) {
    // A slice of every minute each, so that none waits for a large one.
    let runs = TelescopeRecorder.joined(minutes, threads: threads)
    var workers: [(slot: Slot, thread: WorkerThread?)] = []
    let parts = min(threads, 64)
    for part in 1..<parts {
      let slot = Slot()
      let placer = counter.placer
      let work: @Sendable () -> Void = {
        var counter = EntityCounter(placer)
        let counted = runs.map { run in
          counter.count(run, part: run.count * part / parts..<run.count * (part + 1) / parts)
          var entities: [(key: UInt64, counts: EntityCounter.Counts)] = []
          let placer = counter.placer
          counter.drain { entities.append((placer.key(of: $0), $1)) }
          return entities
        }
        slot.minutes.withLock { $0 = counted }
      }
      let thread = WorkerThread(work)
      if thread == nil { work() }
      workers.append((slot, thread))
    }
    var own: [[(entity: Int, counts: EntityCounter.Counts)]] = []
    for run in runs {
      counter.count(run, part: 0..<run.count / parts)
      var entities: [(entity: Int, counts: EntityCounter.Counts)] = []
      counter.drain { entities.append(($0, $1)) }
      own.append(entities)
    }
    let others = workers.map { worker in
      worker.thread?.join()
      return worker.slot.minutes.withLock { $0 }
    }
    for (index, minute) in minutes.enumerated() {
      if !minute.pages.isEmpty {
        take(minute)
        continue
      }
      for (entity, counts) in own[index] { counter.add(counts, to: entity) }
      for other in others {
        for (key, counts) in other[index] {
          counter.add(counts, to: counter.placer.entity(ofKey: key))
        }
      }
      record(minute, sources: runs[index].count)
    }
  }

  /// The sources of each minute as one set, joined on several threads.
  private static func joined(_ minutes: [TelescopeMinute], threads: Int) -> [SourceRun] {
    let shared = JoinWork(minutes: minutes)
    let workers = (1..<min(threads, 64)).map { _ in WorkerThread { shared.run() } }
    shared.run()
    for worker in workers { worker?.join() }
    return shared.runs
  }
}
