import Inflate
import MRT
public import Timeline

extension ArchiveReplay {
  /// Replays the bin at the position, and moves on.
  mutating func step() throws(VisibilityError) -> VisibilityBin {
    try advance()
    return try engine.closeBin()
  }

  /// Applies all of the bin at the position, which the engine is left to close.
  mutating func advance() throws(VisibilityError) {
    let start = position
    let binEnd = start + Int64(options.bin)
    engine.openBin(start)
    for place in collectors.indices {
      while collectors[place].nextUpdates < collectors[place].plan.updates.count {
        let planned = collectors[place].plan.updates[collectors[place].nextUpdates]
        guard planned.time < binEnd + ArchiveReplay.lead else { break }
        collectors[place].nextUpdates += 1
        try engine.read(
          updates: planned.file, of: collectors[place].number, from: planned.time,
          until: collectors[place].plan.end(of: planned))
      }
    }
    for place in collectors.indices { try apply(place, before: binEnd) }
    position = binEnd
    settleEnd()
  }

  /// Where names do not tell when the last updates end, their records do.
  mutating func settleEnd() {
    if collectors.allSatisfy({ $0.nextUpdates == $0.plan.updates.count }) {
      end = min(end, max(knownEnd, engine.state.latest &+ 1))
    }
  }

  /// Applies what a collector said before a time, with its tables and gaps in their places.
  private mutating func apply(_ place: Int, before binEnd: Int64) throws(VisibilityError) {
    while true {
      let collector = collectors[place]
      let table =
        collector.nextTable < collector.plan.tables.count
        ? collector.plan.tables[collector.nextTable] : nil
      let gap =
        collector.nextGap < collector.gaps.count ? collector.gaps[collector.nextGap] : nil
      if let gap, gap.from < binEnd, gap.from <= table?.time ?? .max {
        engine.apply(collector.number, before: gap.from)
        engine.lose(collector.number, until: gap.until)
        collectors[place].nextGap += 1
      } else if let table, table.time < binEnd {
        engine.apply(collector.number, before: table.time)
        try engine.load(table: table.file, of: collector.number, at: table.time)
        collectors[place].nextTable += 1
      } else {
        break
      }
    }
    engine.apply(collectors[place].number, before: binEnd)
  }

  /// What was wrong or odd with the files so far.
  public var findings: FindingLog { engine.allFindings }
}
