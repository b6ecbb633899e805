public import Capture
import Net
import Timeline

/// A packet that a filter matched, as an example for people.
public struct PacketExample: Sendable, Equatable {
  /// The file that it stands in.
  public let file: String
  /// Its number in the file, from 1.
  public let packet: Int
  /// When it was captured.
  public let time: PacketTime
  /// The source address.
  public let source: UInt32
  /// The destination address.
  public let destination: UInt32
  /// The protocol's number.
  public let protocolNumber: UInt8
  /// The ports of TCP and UDP, where they were captured.
  public let ports: TransportPorts?
  /// The time to live.
  public let timeToLive: UInt8
  /// The length as the IP header states it.
  public let length: UInt16

  init(_ packet: borrowing Packet, _ ip: IPv4Header, file: String, number: Int) {
    self.file = file
    self.packet = number
    time = packet.time
    source = ip.source
    destination = ip.destination
    protocolNumber = ip.protocolNumber
    ports = ip.protocolNumber == 1 ? nil : TransportPorts(packet.bytes, behind: ip)
    timeToLive = ip.timeToLive
    length = ip.totalLength
  }

  init(_ row: FlowRow, file: String, number: Int) {
    self.file = file
    self.packet = number
    time = PacketTime(seconds: row.time)
    source = row.source
    destination = row.destination
    protocolNumber = row.protocolNumber
    let hasPorts = row.protocolNumber == 6 || row.protocolNumber == 17
    ports =
      hasPorts ? TransportPorts(source: row.sourcePort, destination: row.destinationPort) : nil
    timeToLive = row.timeToLive
    length = row.length
  }

  /// The time with its fraction: `2019-11-16T17:20:00.000001Z`.
  public var timeText: String {
    // Within 34,000 years of 1970, beyond which no date can be told from another.
    let whole = UnixTime(max(-1 << 40, min(time.seconds, 1 << 40))).description
    guard time.unitsPerSecond > 1, time.fraction < time.unitsPerSecond, whole.hasSuffix("Z") else {
      return whole
    }
    let isMicro = time.unitsPerSecond == 1_000_000
    let (scaled, overflow) = time.fraction.multipliedReportingOverflow(
      by: isMicro ? 1_000_000 : 1_000_000_000)
    guard !overflow else { return whole }
    let digits = String(scaled / time.unitsPerSecond)
    let width = isMicro ? 6 : 9
    return whole.dropLast() + "."
      + String(repeating: "0", count: max(0, width - digits.count)) + digits + "Z"
  }

  /// An address as text.
  static func text(_ address: UInt32) -> String { IPAddress(ipv4: address).description }
}
