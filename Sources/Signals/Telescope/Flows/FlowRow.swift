import Capture
import Net
import Wire

/// A row of FlowTuple v4: packets of a minute that agree in all that the row holds.
struct FlowRow: Sendable, Equatable {
  var time: Int64 = 0
  var source: UInt32 = 0
  var destination: UInt32 = 0
  var sourcePort: UInt16 = 0
  var destinationPort: UInt16 = 0
  var protocolNumber: UInt8 = 0
  var timeToLive: UInt8 = 0
  var flags: UInt8 = 0
  var length: UInt16 = 0
  var synLength: UInt16 = 0
  var synWindow: UInt16 = 0
  var packets: UInt32 = 1
  var isSpoofed = false

  /// The fields that every row must have.
  static let required = ["time", "src_ip", "dst_ip", "protocol", "ttl", "ip_len", "packet_cnt"]

  /// The fields that a row of its protocol must have besides, because filters would take what is
  /// missing for a zero.
  var requiredBesides: [String] {
    switch protocolNumber {
    case 1, 17: ["src_port", "dst_port"]
    case 6: ["src_port", "dst_port", "tcp_flags"]
    default: []
    }
  }

  /// Sets a field from its text; false where the text is none of that field. Fields that are not
  /// counted are passed over.
  mutating func set(_ field: String, _ text: String) -> Bool {
    func number<Value: FixedWidthInteger>(_ value: inout Value) -> Bool {
      guard let read = Value(text) else { return false }
      value = read
      return true
    }
    func address(_ value: inout UInt32) -> Bool {
      guard let read = IPAddress(text), read.family == .ipv4 else { return false }
      value = read.ipv4
      return true
    }
    switch field {
    case "time": return number(&time)
    case "src_ip": return address(&source)
    case "dst_ip": return address(&destination)
    case "src_port": return number(&sourcePort)
    case "dst_port": return number(&destinationPort)
    case "protocol": return number(&protocolNumber)
    case "ttl": return number(&timeToLive)
    case "tcp_flags": return number(&flags)
    case "ip_len": return number(&length)
    case "tcp_synlen": return number(&synLength)
    case "tcp_synwinlen": return number(&synWindow)
    case "packet_cnt": return number(&packets)
    case "is_spoofed":
      isSpoofed = text == "1" || text == "true" || text == "True"
      return isSpoofed || text == "0" || text == "false" || text == "False"
    default: return true
    }
  }

  /// The filters that match, as far as a row tells: payload and fragments are not in it.
  ///
  /// Of the spoofed conditions only the fragment is none of the row's fields, so that a row which is
  /// marked as spoofed and meets no other counts as one.
  var filters: FilterSet {
    let ip = IPv4Header(
      source: source, destination: destination, protocolNumber: protocolNumber,
      timeToLive: timeToLive, totalLength: length, fragmentBits: 0, offset: 0, payloadOffset: 0)
    let bytes = transport
    let span = unsafe bytes.span.bytes
    var found = FilterSet(
      matching: Packet(
        bytes: span, time: PacketTime(seconds: time), originalLength: UInt32(bytes.count),
        link: .raw, network: .ipv4(ip)), ip)
    let spoofed = FilterGroup.spoofed.filters.reduce(into: FilterSet()) { $0.insert(FilterSet($1)) }
    if isSpoofed, found.isDisjoint(with: spoofed) { found.insert(FilterSet(.fragmented)) }
    return found
  }

  /// A transport header with what the row says of it and no payload.
  private var transport: [UInt8] {
    func octets(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
    switch protocolNumber {
    case 1:
      return [UInt8(truncatingIfNeeded: sourcePort), UInt8(truncatingIfNeeded: destinationPort)]
    case 6:
      // The length of the header is known of a SYN; of others no rule asks for more than that it is
      // there.
      let words = synLength >= 20 && synLength <= 60 ? UInt8(synLength / 4) : 5
      return octets(sourcePort) + octets(destinationPort) + [0, 0, 0, 0, 0, 0, 0, 0]
        + [words << 4, flags] + octets(synWindow)
        + [UInt8](repeating: 0, count: Int(words) * 4 - 16)
    case 17: return octets(sourcePort) + octets(destinationPort) + [0, 8, 0, 0]
    default: return []
    }
  }
}
