import Capture
import TestSupport

/// Files of packets: the reader says no more than the octets hold, and the same through small windows.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCapture(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = PacketList(bytes)
  let octets = whole.packets.reduce(0) { $0 + $1.bytes.count + 16 }
  precondition(octets <= bytes.count, "more is said than the bytes can hold")
  let pieces = PacketList(bytes, step: 1 + count % 61, limit: 130 << 20)
  precondition(pieces == whole, "windows make a difference")
  _ = whole.damage.findings(source: "fuzz")
  return 0
}
