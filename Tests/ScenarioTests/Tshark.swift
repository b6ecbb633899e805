import Foundation

/// Debian's `tshark`, an independent reader of captures.
enum Tshark {
  private static let path = "/usr/bin/tshark"

  /// Whether the program is installed.
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// The lines that it prints of a capture, checksums looked at and fragments left as they are.
  static func lines(_ bytes: [UInt8], _ options: [String]) throws -> [String] {
    let file = NSTemporaryDirectory() + "vigil-pcap-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments =
      ["-n", "-r", file]
      + ["ip.check_checksum:TRUE", "tcp.check_checksum:TRUE", "udp.check_checksum:TRUE"].flatMap {
        ["-o", $0]
      } + ["-o", "ip.defragment:FALSE"] + options
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
