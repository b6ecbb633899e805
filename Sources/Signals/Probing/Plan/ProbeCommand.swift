/// The command line by which a tool carries out what is asked of a prober.
///
/// The options are those of ZMap 2.1.1 and scamper 20211212, which Debian 12 has.
public struct ProbeCommand: Equatable, Sendable {
  /// The tool.
  public var format: PlanFormat
  /// The file of addresses, one a line.
  public var targets: String
  /// The file that receives the results.
  public var results: String
  /// The file that receives when the scan ran, for ZMap.
  public var metadata: String

  /// How ZMap names its fields.
  public var fieldNames = FieldNames.hyphen

  /// How a version of ZMap joins the words of a field's name.
  public enum FieldNames: String, CaseIterable, Sendable {
    /// `timestamp-ts`: ZMap 2.
    case hyphen
    /// `timestamp_ts`: ZMap 3 and later.
    case underscore
  }

  /// Creates a command; files are named as the shell should see them.
  public init(
    _ format: PlanFormat, targets: String = "targets.txt", results: String? = nil,
    metadata: String = "scan.json"
  ) {
    self.format = format
    self.targets = targets
    self.results = results ?? (format == .zmap ? "replies.csv" : "replies.json")
    self.metadata = metadata
  }

  /// The line for a shell; nothing where no tool is named, or nothing is asked.
  ///
  /// ZMap writes every answer with its class, so that a reader can count what was no reply.
  public func line(for load: ProberLoad, cooldown: Int) -> String? {
    guard load.targets > 0 else { return nil }
    let rate = min(load.rate, format.greatestRate ?? load.rate)
    let (input, output) = (ProbeCommand.quoted(targets), ProbeCommand.quoted(results))
    switch format {
    case .zmap:
      let mark = fieldNames == .hyphen ? "-" : "_"
      let fields = "saddr,classification,success,repeat,timestamp\(mark)ts,timestamp\(mark)us"
      return "zmap -M icmp_echoscan -w \(input) -r \(rate) -P 1 -c \(max(1, cooldown)) -O csv"
        + " -f \(fields) -o \(output) -m \(ProbeCommand.quoted(metadata))"
    case .scamper:
      return "scamper -O json -o \(output) -p \(rate)"
        + " -c 'ping -c 1 -W \(max(1, min(3, cooldown)))' -f \(input)"
    case .ndjson: return nil
    }
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F: true
      default: false
      }
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
