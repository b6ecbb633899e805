import Dispatch
import Synchronization
import Telescope

extension TelescopeSpeed {
  /// The turns, each of one run of every kind.
  private static let turns = 15

  /// Counts the capture on one thread, on two, and twice side by side, in turns.
  ///
  /// Whoever else has a core of the machine can only slow a run, by halves where cores are shared, so
  /// that the fastest run of each kind is compared: it tells the program from its neighbours. The
  /// medians stand beside it. Two runs that share no work tell what the two cores can do at all.
  /// Memory is not sampled: what samples it would be a third thread on two cores.
  static func pairs(_ input: CaptureInput, _ tables: Tables) throws {
    var all: [(one: Run, two: Run, both: Run)] = []
    for _ in 0..<turns {
      let one = try Run(samplesMemory: false) { try count(input, tables, threads: 1) }
      let two = try Run(samplesMemory: false) { try count(input, tables, threads: 2) }
      let both = try Run(samplesMemory: false) { try twice(input, tables) }
      print("one: \(one)\ntwo: \(two)\nside by side: \(both)")
      all.append((one, two, both))
    }
    let best = all.map(\.one.wall).max() ?? .nan
    let ratios = [all.map(\.two.wall).max() ?? .nan, all.map(\.both.wall).max() ?? .nan]
      .map { rounded([$0 / best]) }
    print(
      "pairs: \(ratios[0]) times one thread in wall time, the fastest of \(turns) each "
        + "(median of pairs \(rounded(all.map { $0.two.wall / $0.one.wall }))); two runs that share "
        + "nothing \(ratios[1]) times (median \(rounded(all.map { $0.both.wall / $0.one.wall })))")
  }

  /// Counts the capture on two threads that share no work, and returns the packets of both.
  private static func twice(_ input: CaptureInput, _ tables: Tables) throws -> Int {
    let packets = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      let counted = (try? count(input, tables, threads: 1)) ?? 0
      packets.withLock { $0 += counted }
    }
    return packets.withLock { $0 }
  }
}
