import ArgumentParser
import Engine
import Inflate
import SignalFiles
import Timeline

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Says what a file is and which command to run next.")

  @OptionGroup var input: InputOptions

  func run() throws {
    var failed = false
    let paths = try input.files.flatMap { try InputLoader.files(of: $0) }
    for path in paths {
      do {
        try Output.write(try text(of: try ByteSource.read(path), path: path))
      } catch let error as Output.Closed {
        throw error
      } catch {
        failed = true
        Output.note("\(error)")
      }
    }
    if failed { throw ExitStatus.failed }
  }

  private func text(of bytes: [UInt8], path: String) throws -> String {
    if let measured = MeasuredFile(bytes) { return measured.text(name: path) }
    if EntityTableReader.isEntityTable(bytes) {
      let table = try EntityTableReader.read(bytes, name: path)
      return "\(path): a table of entities, \(table.membership.names.count) named; give it beside "
        + "signals: --entities \(path)\n"
    }
    if InputLoader.isAnnotationTable(bytes) {
      return "\(path): annotations; give them to a report: vigil replay --annotations \(path)\n"
    }
    let file = try SignalReader(input.reading).read(bytes, name: path)
    return FileInspection(file, options: input.reading).text
  }
}
