import Capture
import Telescope
import TestSupport

/// Files of packets: the reader says no more than the octets hold, and the same through small windows;
/// what a telescope counts of them adds up.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCapture(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = PacketList(bytes)
  let octets = whole.packets.reduce(0) { $0 + $1.bytes.count + 16 }
  precondition(octets <= bytes.count, "more is said than the bytes can hold")
  let pieces = PacketList(bytes, step: 1 + count % 61, limit: 130 << 20)
  precondition(pieces == whole, "windows make a difference")
  _ = whole.damage.findings(source: "fuzz")
  let input = CaptureInput(bytes: bytes, name: "fuzz")
  if let replay = try? TelescopeReplay([input], isForced: true) {
    let totals = replay.totals
    let counted = totals.notIPv4 + totals.passed + totals.removed.reduce(0, +)
    precondition(totals.packets == counted, "packets were lost")
    precondition(replay.minutes.count <= totals.packets, "minutes without packets")
    var recorder = TelescopeRecorder(places: nil)
    recorder.take(replay.minutes, threads: 1)
    for segment in recorder.segments {
      precondition(segment.count <= segment.minutes.count * 1_441, "a gap was filled")
    }
  }
  return 0
}
