import Foundation
import TestSupport

/// Debian's `tshark` and `capinfos`, the programs that captures are held against.
enum TShark {
  static let path = "/usr/bin/tshark"
  private static let counter = "/usr/bin/capinfos"

  /// Whether they are installed (Debian's package `tshark`).
  static var isPresent: Bool {
    [path, counter].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The extension headers of IPv6 by number, with the field that tells what follows.
  static let extensions: KeyValuePairs = [
    "0": "ipv6.hopopts.nxt", "43": "ipv6.routing.nxt", "44": "ipv6.fraghdr.nxt",
    "60": "ipv6.dstopts.nxt", "51": "ah.next_header",
  ]

  private static let fields =
    [
      "frame.encap_type", "frame.time_epoch", "frame.cap_len", "frame.len", "frame.protocols",
      "ip.src", "ip.dst", "ip.proto", "ipv6.src", "ipv6.dst", "ipv6.nxt",
    ] + extensions.map(\.value)

  /// What it says of each packet of a file.
  static func packets(of file: String) throws -> [PacketLine] {
    let options = ["-n", "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE"]
    let form = ["-T", "fields", "-E", "occurrence=f", "-E", "separator=/t"]
    let output = try run(
      path, options + ["-r", file] + form + fields.flatMap { ["-e", $0] })
    return output.split(separator: "\n").compactMap { line in
      let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      // What has no link is no packet: a block of another kind.
      guard values.count == fields.count, !values[0].isEmpty else { return nil }
      return PacketLine(fields: values)
    }
  }

  /// The number of packets of each file, by `capinfos -c`; files that it does not read are absent.
  static func counts(of files: [String]) throws -> [String: Int] {
    let output = try run(counter, ["-T", "-r", "-B", "-M", "-c"] + files)
    var counts: [String: Int] = [:]
    for line in output.split(separator: "\n") {
      let values = line.split(separator: "\t")
      guard values.count == 2, let count = Int(values[1]) else { continue }
      counts[String(values[0])] = count
    }
    return counts
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
