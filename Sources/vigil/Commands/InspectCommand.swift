import ArgumentParser
import Engine
import Inflate
import SignalFiles

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Says what a file is and which command to run next.")

  @OptionGroup var input: InputOptions

  func run() throws {
    var failed = false
    for path in input.files {
      do {
        let file = try SignalReader(input.reading).read(
          try ByteSource.read(path), name: path)
        try Output.write(FileInspection(file, options: input.reading).text)
      } catch let error as Output.Closed {
        throw error
      } catch {
        failed = true
        Output.note("\(error)")
      }
    }
    if failed { throw ExitStatus.failed }
  }
}
