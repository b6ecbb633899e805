import Inflate

/// A file of what was measured, from which signals are computed first; told by how it begins.
public enum MeasuredFile: Sendable, Equatable {
  /// Packets: pcap or pcapng.
  case capture
  /// Routes: MRT.
  case routes
  /// Results of probes: CSV.
  case probes

  /// Recognises a file, also within gzip; nothing for any other, such as signals.
  public init?(_ bytes: [UInt8]) {
    var head = Array(bytes.prefix(16_384))
    // What is cut off is no matter: the beginning tells.
    if Gzip.isGzip(head), let output = try? Gzip.decompress(head) {
      head = Array(output.bytes.prefix(16_384))
    }
    if MeasuredFile.isCapture(head) {
      self = .capture
    } else if MeasuredFile.isMRT(head) {
      self = .routes
    } else if MeasuredFile.isProbes(head) {
      self = .probes
    } else {
      return nil
    }
  }

  /// What the file is, for people, ending with the command to run next.
  public func text(name: String) -> String {
    let path = FileInspection.quoted(name)
    switch self {
    case .capture:
      return "\(name): packets (pcap or pcapng), no signals yet\n"
        + "next         vigil signal telescope \(path) --out signals.csv\n"
        + "or           vigil telescope explain \(path)\n"
    case .routes:
      return "\(name): routes (MRT), no signals yet\n"
        + "next         vigil signal bgp \(path) --out signals.csv\n"
        + "or           vigil mrt \(path)\n"
    case .probes:
      return "\(name): results of probes (CSV), no signals yet\n"
        + "next         vigil signal probing \(path) --list BLOCKS --out signals.csv\n"
    }
  }

  private static func isCapture(_ head: [UInt8]) -> Bool {
    let magics: [[UInt8]] = [
      [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4], [0x4D, 0x3C, 0xB2, 0xA1],
      [0xA1, 0xB2, 0x3C, 0x4D], [0x0A, 0x0D, 0x0D, 0x0A],
    ]
    return magics.contains { head.starts(with: $0) }
  }

  /// Whether the first record's header can be one of MRT: a time, type, subtype and length.
  private static func isMRT(_ head: [UInt8]) -> Bool {
    guard head.count >= 12, head[4] == 0, [11, 12, 13, 16, 17].contains(head[5]), head[6] == 0,
      head[7] <= 16
    else { return false }
    let length = head[8..<12].reduce(0) { $0 << 8 | Int($1) }
    return length > 0 && length <= 1 << 20
  }

  private static func isProbes(_ head: [UInt8]) -> Bool {
    let line = head.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first { $0.first != 0x23 }
    guard let line else { return false }
    let names = Set(
      String(decoding: line, as: UTF8.self).split(separator: ",").map {
        TableHeader.folded(String($0))
      })
    return names.isSuperset(of: ["time", "address", "replied"])
  }
}
