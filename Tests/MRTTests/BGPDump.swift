import Foundation

/// Debian's `bgpdump`, the program that psv is held against.
enum BGPDump {
  static let path = "/usr/bin/bgpdump"

  /// Whether it is installed (Debian's package `bgpdump`).
  static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// What it prints of a file.
  static func print(_ file: String, large: Bool) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-m"] + (large ? ["-l"] : []) + [file]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return [UInt8](data)
  }
}
