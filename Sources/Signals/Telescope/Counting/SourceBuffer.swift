/// The sources of a minute as they come, to be sorted and packed at once.
///
/// Sorting what came is cheaper than looking each packet's source up: memory is walked in order, and
/// a set of sources of any size costs the same a packet.
struct SourceBuffer: Sendable {
  /// Address and length of a packet each.
  private(set) var packets: [UInt64] = []
  /// What stands for more than one packet, or is longer than a packet can be.
  private(set) var flows: [SourceCount] = []

  var isEmpty: Bool { packets.isEmpty && flows.isEmpty }

  /// The room that it takes, in packets.
  var size: Int { packets.count + 3 * flows.count }

  @inline(__always)
  mutating func append(_ source: UInt32, bytes: UInt16) {
    packets.append(UInt64(source) << 32 | UInt64(bytes))
  }

  mutating func append(_ flow: SourceCount) { flows.append(flow) }

  /// Packs what came and empties the buffer, which keeps its memory. `scratch` is memory to sort in.
  mutating func seal(scratch: inout [UInt64]) -> SourceRun {
    AddressSort.sort(&packets, scratch: &scratch)
    var run = SourceRun()
    var index = 0
    while index < packets.count {
      let address = UInt32(truncatingIfNeeded: packets[index] >> 32)
      var source = SourceCount(address: address, packets: 0, bytes: 0)
      while index < packets.count, UInt32(truncatingIfNeeded: packets[index] >> 32) == address {
        source.packets &+= 1
        source.bytes &+= packets[index] & 0xFFFF_FFFF
        index &+= 1
      }
      run.append(source)
    }
    packets.removeAll(keepingCapacity: true)
    run.trim()
    if flows.isEmpty { return run }
    flows.sort { $0.address < $1.address }
    var other = SourceRun()
    index = 0
    while index < flows.count {
      var source = flows[index]
      index += 1
      while index < flows.count, flows[index].address == source.address {
        source.packets &+= flows[index].packets
        source.bytes &+= flows[index].bytes
        index += 1
      }
      other.append(source)
    }
    flows.removeAll(keepingCapacity: true)
    return SourceRun.union([run, other])
  }
}
