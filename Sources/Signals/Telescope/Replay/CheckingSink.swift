import Capture

/// Counts packets that can be read but once, and looks at them on the way.
struct CheckingSink: PacketSink {
  var accumulator: TelescopeAccumulator
  var check: OneWayCheck

  mutating func packet(_ packet: borrowing Packet) {
    check.packet(packet)
    accumulator.packet(packet)
  }
}
