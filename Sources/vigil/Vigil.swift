import ArgumentParser
import Foundation

/// The command line of Vigil.
@main
struct Vigil: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "vigil",
    abstract: "Detects internet outages in signals and explains them.",
    discussion: """
      Reads signals (IODA API replies, chart CSV, wide, long or plain CSV, NDJSON, Graphite lines), \
      judges them, and says who became unreachable from outside, in which order, by which \
      mechanism, how deep, and when each came back.

        vigil inspect FILE                       what is this file, and what next
        vigil detect FILE                        outages of every signal
        vigil anatomy --country IR FILE          one country's outage, operator by operator
        vigil replay FILE --country IR --out DIR a report with charts and evidence
        vigil signal bgp FILE --out bgp.csv      signals of routes, from archives of RIS and RouteViews
        vigil signal telescope FILE --out t.csv  signals of a telescope, from its captures
        vigil signal probing FILE --list LIST    signals of /24 blocks, from results of probes
      """,
    version: version,
    subcommands: [
      DetectCommand.self, AnatomyCommand.self, ReplayCommand.self, InspectCommand.self,
      ConvertCommand.self, SignalCommand.self, MRTCommand.self, TelescopeCommand.self,
      ProbingCommand.self, AtlasCommand.self,
      ProfilesCommand.self, VerifyCommand.self, ScenarioCommand.self,
    ])

  /// Runs the command and ends with one of the statuses of `ExitStatus`.
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch is Output.Closed {
      Foundation.exit(ExitStatus.ran.rawValue)
    } catch {
      let code = exitCode(for: error)
      if code == .success {
        print(fullMessage(for: error))
        Foundation.exit(ExitStatus.ran.rawValue)
      }
      let isUsage = code == .validationFailure
      Output.note(isUsage ? fullMessage(for: error) : "error: \(error)")
      Foundation.exit(isUsage ? ExitStatus.usage.rawValue : ExitStatus.failed.rawValue)
    }
  }
}
