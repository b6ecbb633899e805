import ArgumentParser
import Foundation
import Net
import Probing

/// Who probes, how fast, and what never.
struct PlanningOptions: ParsableArguments {
  @Option(name: .customLong("prober"), help: "The name of a prober; repeatable.")
  var names: [String] = ["vigil"]

  @Option(help: "A prober that gets one probe of each block only; repeatable.")
  var unhealthy: [String] = []

  @Option(help: "A prober that gets nothing; repeatable.")
  var lost: [String] = []

  @Flag(help: "Give the blocks of lost probers to the others.")
  var reassign = false

  @Option(help: "The seed of all that is drawn.")
  var seed: UInt64 = 0

  @Option(help: "The most packets a second of a prober.")
  var maxRate = 1_000

  @Option(help: "The addresses of a block in a wave after the first.")
  var waveSize: Int?

  @Option(help: "A prefix that is never asked, or a file with one a line (# begins a remark).")
  var exclude: [String] = []

  @Option(help: "How ZMap names its fields: hyphen (ZMap 2) or underscore (3 and later).")
  var zmapFields = ProbeCommand.FieldNames.hyphen

  @Option(help: "The rule that settles a block: vigil or trinocular.")
  var profile = ProbingProfile.vigil

  mutating func validate() throws {
    for name in names where name.isEmpty || name.hasPrefix(".") || name.contains("/") {
      throw ValidationError(
        "--prober \(name): it names a folder, so without / and leading full stop")
    }
    for name in unhealthy + lost where !names.contains(name) {
      throw ValidationError("\(name) is none of the probers; name it with --prober too")
    }
    guard maxRate > 0 else { throw ValidationError("--max-rate: at least 1") }
    guard waveSize ?? 1 > 0 else { throw ValidationError("--wave-size: at least 1") }
  }

  /// The probers with their condition.
  var probers: [PlannedProber] {
    names.map {
      PlannedProber($0, lost.contains($0) ? .lost : unhealthy.contains($0) ? .unhealthy : .healthy)
    }
  }

  /// The bounds of the plan.
  func options(_ format: PlanFormat) throws -> PlanOptions {
    var options = PlanOptions(
      seed: seed, waveSize: format.waveSize.map { waveSize ?? $0 },
      maxRate: min(maxRate, format.greatestRate ?? maxRate))
    options.exclusions = AddressExclusions(try exclude.flatMap(PlanningOptions.prefixes))
    options.isReassigning = reassign
    return options
  }

  /// The prefix that a word is, or those of the file that it names.
  private static func prefixes(_ word: String) throws -> [Prefix] {
    if let prefix = Prefix(word) { return [prefix] }
    guard let text = try? String(contentsOfFile: word, encoding: .utf8) else {
      throw ValidationError(
        ExclusionList.masked(word) != nil
          ? "--exclude \(ExclusionList.complaint(about: word))"
          : "--exclude \(word): neither a prefix nor a file that can be read")
    }
    do throws(ExclusionList.Failure) {
      return try ExclusionList(text).prefixes
    } catch { throw ValidationError("--exclude \(word), \(error)") }
  }
}
