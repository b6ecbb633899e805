public import Atlas
import Net
public import Inflate
public import Timeline
import Capture

/// Counts the captures and flow records of one telescope, one behind the other.
///
///     let replay = try TelescopeReplay(files, options: options)
///     var recorder = TelescopeRecorder(datasource: name, places: atlas.places, origins: atlas.origins)
///     for minute in replay.minutes { recorder.take(minute) }
///
/// Nothing is given out before the capture is known to be one-way.
public struct TelescopeReplay: Sendable {
  /// The minutes that saw a packet, in order of time.
  public let minutes: [TelescopeMinute]
  /// What became of all packets.
  public let totals: TelescopeTotals
  /// What was wrong with the files and with their times.
  public let findings: FindingLog
  /// The parts of files that were read apart and merged: at most one a thread and file.
  public let parts: Int

  /// Why files cannot be counted.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// A file that cannot be read.
    case unreadable(String, InflateError)
    /// A capture that is no telescope's.
    case refused(TelescopeError)

    /// The error for people.
    public var description: String {
      switch self {
      case .unreadable(let name, let error): "\(name): \(error)"
      case .refused(let error): error.description
      }
    }
  }

  /// Counts files in the given order on as many threads as are wanted and can help.
  ///
  /// Sketches need the tables of places and origins that the recorder has.
  ///
  /// Throws for a file that cannot be read, and, unless `isForced`, for a capture that is not one-way.
  public init(
    _ inputs: [CaptureInput], options: TelescopeOptions = TelescopeOptions(),
    isForced: Bool = false,
    threads: Int = 1, places: PlaceTable? = nil, origins: [OriginTable] = []
  ) throws(Failure) {
    if let dark = options.dark, dark.family != .ipv4 { throw .refused(.notIPv4(dark)) }
    var findings = FindingLog()
    var check = OneWayCheck(dark: options.dark)
    // What can be read but once is looked at while it is counted.
    for input in inputs where input.isRepeatable && !check.isComplete {
      do { try input.look(into: &check, threads: threads) } catch {
        throw .unreadable(input.name, error)
      }
    }
    if !isForced { try TelescopeReplay.require(check) }
    var accumulator = TelescopeAccumulator(
      options, inside: check.seen > 0 ? check.inside : nil, places: places, origins: origins)
    var parts = 0
    for input in inputs {
      do {
        let found: [Finding]
        if input.isRepeatable {
          let read = try accumulator.read(input, threads: threads)
          found = read.findings
          parts += read.parts
        } else {
          var sink = CheckingSink(accumulator: accumulator, check: check)
          found = try input.read(packetsOrFlowsInto: &sink)
          parts += 1
          (accumulator, check) = (sink.accumulator, sink.check)
        }
        for finding in found { findings.record(finding) }
      } catch { throw .unreadable(input.name, error) }
    }
    if !isForced { try TelescopeReplay.require(check) }
    minutes = accumulator.finish()
    totals = accumulator.totals
    if totals.strayTimes > 0 {
      findings.record(
        Finding(
          kind: "capture-stray-time", source: inputs.first?.name ?? "",
          detail:
            "packets without a time, or with one more than a day from that of both neighbours",
          disposition: "counted, and in no bin", count: totals.strayTimes))
    }
    if totals.flows > 0, options.dark == nil, !isForced {
      findings.record(
        Finding(
          kind: "flows-unchecked", source: inputs.first?.name ?? "",
          detail: "flow records do not tell who answers whom",
          disposition: "not checked for two-way traffic; --dark PREFIX checks their sources",
          count: totals.flows))
    }
    for (earlier, later) in zip(minutes, minutes.dropFirst())
    where later.start - earlier.start > 86_400 {
      findings.record(
        Finding(
          kind: "capture-long-gap", source: inputs.first?.name ?? "",
          place: "\(earlier.start + Int(TelescopeBin.seconds))",
          detail: "no packet from \(earlier.start + Int(TelescopeBin.seconds)) to \(later.start)",
          disposition: "stated, not filled"))
    }
    self.findings = findings
    self.parts = parts
  }

  private static func require(_ check: OneWayCheck) throws(Failure) {
    do { try check.requireOneWay() } catch { throw .refused(error) }
  }
}
