import Foundation
import Testing

/// The `vigil` binary that was built beside these tests.
struct VigilProgram {
  /// How one run ended and what it printed.
  struct Outcome: Sendable {
    let status: Int32
    /// Whether a signal ended it: a trap, or a kill.
    let isKilled: Bool
    let output: String
    let message: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The folder that a run works in.
  let folder: TemporaryFolder

  init(in folder: TemporaryFolder) { self.folder = folder }

  /// The binary: a neighbour of the running test executable in the folder of products.
  static let path: String = {
    let candidates = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
    for candidate in candidates {
      var url = URL(fileURLWithPath: candidate).resolvingSymlinksInPath()
      while url.path.count > 1 {
        url.deleteLastPathComponent()
        let program = url.appendingPathComponent("vigil").path
        if FileManager.default.isExecutableFile(atPath: program),
          (try? FileManager.default.attributesOfItem(atPath: program)[.type] as? FileAttributeType)
            == .typeRegular
        {
          return program
        }
      }
    }
    return "vigil"
  }()

  /// Runs the binary to its end.
  func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = try start(arguments, input: input, environment: environment)
    return try process.wait()
  }

  /// Runs a line of shell in which `vigil` is the binary.
  func shell(_ line: String) throws -> Outcome {
    let folder = URL(fileURLWithPath: VigilProgram.path).deletingLastPathComponent().path
    return try start(
      ["-c", "PATH='\(folder)':$PATH; \(line)"], input: [], environment: [:], program: "/bin/bash"
    ).wait()
  }

  /// Starts the binary without waiting for it.
  func start(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    program: String = VigilProgram.path
  ) throws -> RunningProgram {
    try RunningProgram(
      program: program, arguments: arguments, input: input, environment: environment,
      folder: folder)
  }
}
