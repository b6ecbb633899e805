import Detection
import Incidents
import Timeline

/// One signal of a watch: its monitor, and its column in the ticks of its source.
struct WatchedSignal: Sendable {
  var monitor: SignalMonitor
  let shape: TickShape
  /// The column in source health; nothing when the signal is not comparable bin by bin.
  let column: Int?
  /// Whether values are ratios, so that no floor applies.
  let isNormalised: Bool
  /// Bins that were handed over and are held back, because live sources fill their newest bins
  /// late; in ascending order of time. A feed of new points only does not hand them over again.
  var held: [WatchedBin] = []

  init(monitor: SignalMonitor, shape: TickShape, column: Int?, isNormalised: Bool) {
    self.monitor = monitor
    self.shape = shape
    self.column = column
    self.isNormalised = isNormalised
  }

  /// The baseline below which no bin is judged.
  func floor(in profile: Profile) -> Double {
    isNormalised ? 0 : profile.rule(for: monitor.key.datasource).floor
  }

  func encode(into writer: inout StateWriter) {
    shape.encode(into: &writer)
    writer.write(column ?? -1)
    writer.write(isNormalised)
    writer.write(held.count)
    for bin in held { bin.encode(into: &writer) }
    var window = StateWriter()
    monitor.encodeWindow(into: &window)
    writer.write(window.bytes)
    var machine = StateWriter()
    monitor.encodeMachine(into: &machine)
    writer.write(machine.bytes)
  }

  init(
    decoding reader: inout StateReader, key: SignalKey, profile: Profile,
    detector: any Detector.Type
  ) throws(StateError) {
    shape = try TickShape(decoding: &reader)
    let position = try reader.int()
    column = position < 0 ? nil : position
    isNormalised = try reader.flag()
    for _ in 0..<(try reader.count(width: 32)) { held.append(try WatchedBin(decoding: &reader)) }
    var rule = profile.rule(for: key.datasource)
    if isNormalised { rule.floor = 0 }
    var window = StateReader(try reader.data())
    var machine = StateReader(try reader.data())
    monitor = try SignalMonitor(
      key: key, step: shape.step, profile: profile.name, rule: rule, detector: detector,
      window: &window, machine: &machine)
    guard window.isAtEnd, machine.isAtEnd else { throw .malformed("signal") }
  }
}
