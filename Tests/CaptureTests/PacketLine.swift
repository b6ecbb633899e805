import Capture
import Net
import TestSupport

/// What is said of a packet, in the words of `tshark`, so that two readers can be compared.
struct PacketLine: Equatable {
  /// Seconds and nanoseconds, empty where the file says none.
  let time: String
  let captured: String
  let original: String
  /// Source, destination and protocol of the outermost IP; empty where there is none.
  let network: [String]
  /// The protocol behind IPv6's extension headers.
  let last: String

  /// What `tshark` says, by `TShark.fields`.
  init(fields: [String]) {
    time = fields[1]
    captured = fields[2]
    original = fields[3]
    // The first field of a name may stand in an inner header: the order of protocols tells.
    let outermost = fields[4].split(separator: ":").first { $0 == "ip" || $0 == "ipv6" }
    var next = ""
    switch outermost {
    case "ip": network = PacketLine.network(fields[5...7])
    case "ipv6":
      network = PacketLine.network(fields[8...10])
      next = fields[10]
      var following = Dictionary(
        uniqueKeysWithValues: zip(TShark.extensions.map(\.key), fields[11...]))
      while let value = following.removeValue(forKey: next), !value.isEmpty { next = value }
    default: network = []
    }
    last = next
  }

  /// What Vigil says.
  init(_ packet: ReadPacket) {
    time = packet.time.isUnknown ? "" : PacketLine.text(packet.time)
    captured = "\(packet.bytes.count)"
    original = "\(packet.originalLength)"
    switch packet.network {
    case .ipv4(let header):
      network = [
        IPAddress(ipv4: header.source).description,
        IPAddress(ipv4: header.destination).description, "\(header.protocolNumber)",
      ]
      last = ""
    case .ipv6(let header):
      network = [
        PacketLine.text(header.source),
        PacketLine.text(header.destination),
        "\(header.nextHeader)",
      ]
      last = "\(header.protocolNumber)"
    default:
      network = []
      last = ""
    }
  }

  /// Two addresses and a protocol, in one way of writing them.
  private static func network(_ values: ArraySlice<String>) -> [String] {
    if values.allSatisfy(\.isEmpty) { return [] }
    return values.map { IPAddress($0)?.description ?? $0 }
  }

  private static func text(_ address: (high: UInt64, low: UInt64)) -> String {
    IPAddress(high: address.high, low: address.low, family: .ipv6).description
  }

  /// A time as `tshark` prints it: nanoseconds in a signed number of 32 bits, whatever they are.
  private static func text(_ time: PacketTime) -> String {
    let (high, low) = time.fraction.multipliedFullWidth(by: 1_000_000_000)
    let exact =
      time.unitsPerSecond > high ? time.unitsPerSecond.dividingFullWidth((high, low)).quotient : 0
    let nanoseconds = Int32(truncatingIfNeeded: exact)
    let digits = "\(nanoseconds.magnitude)"
    return (nanoseconds < 0 ? "-" : "") + "\(time.seconds)."
      + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }

  /// The names of what differs, as the table of differences has them.
  func differences(from other: PacketLine) -> Set<String> {
    var names: Set<String> = []
    if time != other.time { names.insert("time") }
    if captured != other.captured { names.insert("captured length") }
    if original != other.original { names.insert("original length") }
    if network != other.network { names.insert("IP") }
    if network == other.network, last != other.last { names.insert("last protocol") }
    return names
  }
}
