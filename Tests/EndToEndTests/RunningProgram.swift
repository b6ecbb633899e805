import Foundation

/// A process with its three streams in files, so that none can block it.
final class RunningProgram {
  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  private let output: URL
  private let message: URL

  init(
    program: String, arguments: [String], input: [UInt8], environment: [String: String],
    folder: TemporaryFolder
  ) throws {
    let name = UUID().uuidString
    output = folder.streams.appendingPathComponent("\(name).out")
    message = folder.streams.appendingPathComponent("\(name).err")
    let source = folder.streams.appendingPathComponent("\(name).in")
    try Data(input).write(to: source)
    for url in [output, message] { try Data().write(to: url) }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    var variables = ProcessInfo.processInfo.environment
    variables["SWIFT_BACKTRACE"] = "enable=no"
    variables.merge(environment) { $1 }
    process.environment = variables
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: message)
    let ended = ended
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
  }

  /// Ends the process at once, as a power cut would.
  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Waits for the end.
  func wait() throws -> VigilProgram.Outcome {
    ended.wait()
    return VigilProgram.Outcome(
      status: process.terminationStatus,
      isKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      message: String(decoding: try Data(contentsOf: message), as: UTF8.self))
  }
}
