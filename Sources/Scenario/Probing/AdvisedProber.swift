import Probing
import Timeline

/// A prober that goes on asking about a block until the rule of blocks reports what is so.
///
/// It follows the rule with what it learns of availability as a reader of its results does, and so a
/// reader comes to the same states, round for round.
struct AdvisedProber {
  /// The seconds between two probes of a block: so long an answer is waited for.
  static let spacing = 3

  private let rule = WalkRule(profile: .vigil)
  private let list: BlockList
  private var table: AvailabilityTable
  private var records: [BlockRecord]
  private var round = UnixTime(0)
  private var isAfterGap = false

  init(_ list: BlockList) {
    self.list = list
    table = AvailabilityTable(list, profile: .vigil)
    records = [BlockRecord](repeating: rule.newRecord, count: list.count)
  }

  /// Begins a round.
  mutating func begin(_ start: UnixTime) {
    isAfterGap = start - round > ProbeScheme.step
    round = start
  }

  /// Probes a block, of which it is known whether it is up, from a time on; `ask` returns whether the
  /// probe of a number is answered.
  mutating func probe(_ index: Int, isUp: Bool, at time: UnixTime, _ ask: (Int) -> Bool) {
    let hour = Int(round.seconds / 3_600 % 24)
    var record = records[index]
    let wasUp = record.report == .up && !isAfterGap
    var walk = rule.begin(
      record, availability: table.walkAvailability(at: index, hour: hour),
      hostCount: list.hostCount(at: index))
    for turn in 0..<rule.budget {
      let isReply = ask(turn)
      if turn == 0, wasUp { table.learn(at: index, hour: hour, isReply: isReply) }
      walk.take(
        isReply: isReply, at: UInt32(time.seconds + Int64(turn * AdvisedProber.spacing)), &record)
      if isUp ? isReply && record.report == .up : record.report == .down { break }
    }
    _ = walk.end(&record)
    records[index] = record
  }
}
