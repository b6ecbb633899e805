import Detection
import Timeline

/// IODA's alert area as its code computes it, from the alerts that survive its squashing.
///
/// Each stretch counts the drop at the alert that opened it, in percent of the larger of value and
/// baseline, times its minutes. Going back from critical to warning is not an alert there.
struct AlertArea: Sendable, Equatable {
  private var sum = 0.0
  private var drop: Double
  private var since: UnixTime
  private(set) var isCritical: Bool

  init(opening crossing: Crossing, isCritical: Bool) {
    drop = AlertArea.drop(crossing)
    since = crossing.bracket.by
    self.isCritical = isCritical
  }

  private static func drop(_ crossing: Crossing) -> Double {
    let larger = max(crossing.value, crossing.baseline)
    return larger > 0 ? abs(crossing.baseline - crossing.value) / larger * 100 : 0
  }

  mutating func escalate(_ crossing: Crossing) {
    guard !isCritical else { return }
    sum += drop * Double(crossing.bracket.by - since) / 60
    drop = AlertArea.drop(crossing)
    since = crossing.bracket.by
    isCritical = true
  }

  func total(until end: UnixTime) -> Double {
    sum + drop * Double(max(0, end - since)) / 60
  }
}

extension AlertArea {
  func encode(into writer: inout StateWriter) {
    writer.write(sum)
    writer.write(drop)
    writer.write(since)
    writer.write(isCritical)
  }

  init(decoding reader: inout StateReader) throws(StateError) {
    sum = try reader.double()
    drop = try reader.double()
    since = try reader.time()
    isCritical = try reader.flag()
  }
}
