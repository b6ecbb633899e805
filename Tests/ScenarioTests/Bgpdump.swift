import Foundation

/// Debian's `bgpdump`, an independent reader of MRT files.
enum Bgpdump {
  private static let path = "/usr/bin/bgpdump"

  /// Whether the program is installed.
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// The lines that `bgpdump -m` prints of a file's bytes.
  static func lines(_ bytes: [UInt8], options: [String] = ["-m"]) throws -> [String] {
    let file = NSTemporaryDirectory() + "vigil-mrt-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = options + ["-v", file]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
