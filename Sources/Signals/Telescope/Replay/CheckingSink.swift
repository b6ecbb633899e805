public import Capture

/// Counts packets that can be read but once, and looks at them on the way.
///
/// What the check learns of the networks that are watched serves to judge the minutes from then on: the
/// packets before it are counted by then, and the check has judged them.
public struct CheckingSink: PacketSink, Sendable {
  /// What counts.
  public var accumulator: TelescopeAccumulator
  /// What looks for answers.
  public private(set) var check: OneWayCheck

  /// Joins what counts with what looks.
  public init(accumulator: TelescopeAccumulator, check: OneWayCheck) {
    self.accumulator = accumulator
    self.check = check
  }

  /// Counts a packet, and looks at it until the check is over.
  public mutating func packet(_ packet: borrowing Packet) {
    if !check.isComplete {
      check.packet(packet)
      if check.isComplete { accumulator.watch(check.inside) }
    }
    accumulator.packet(packet)
  }

  /// Counts a flow record, and looks at it until the check is over.
  mutating func flow(_ row: FlowRow) {
    check.flow(row)
    accumulator.flow(row)
  }

  /// Ends the check with what came so far, as with the first minute of a live capture.
  public mutating func endCheck() {
    guard !check.isComplete else { return }
    check.finish()
    accumulator.watch(check.inside)
  }
}
