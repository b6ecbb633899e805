public import Timeline

/// Why routes cannot be turned into signals.
public enum VisibilityError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Two files of one type and time in one collector.
  case duplicateFiles(String, String)
  /// Updates without a table before them; `wanted` names the table to get.
  case missingTable(collector: String, wanted: String)
  /// A table that ends early or lost something on the way.
  case partialTable(String)
  /// A file that cannot be read.
  case unreadable(String, reason: String)
  /// The IPv4 tables are too small to tell what a full feed is.
  case noFullFeed(median: Int, expected: Int, at: UnixTime)
  /// A bin's length that is not positive.
  case invalidStep(Int)
  /// A file of which neither name nor content says what it is.
  case unknownKind(String)
  /// Nothing to replay.
  case noFiles
  /// A checkpoint that is damaged, of another version, or of other options.
  case invalidCheckpoint(String)
  /// Parts of collectors that are not one bin, the one behind the last, of the same collectors.
  case unequalParts

  /// The error for people.
  public var description: String {
    switch self {
    case .duplicateFiles(let a, let b):
      "\(a) and \(b) are of one type and time in one collector: name their collectors apart"
    case .missingTable(let collector, let wanted):
      "\(collector) has updates without a table before them: get \(wanted)"
    case .partialTable(let name):
      "\(name) is damaged or ends early: a table is applied whole or, with --allow-partial-rib, "
        + "as far as it goes"
    case .unreadable(let name, let reason): "\(name): \(reason)"
    case .noFullFeed(let median, let expected, let time):
      "the median of the large tables is \(median) prefixes, where a full table had about "
        + "\(expected) in \(time): say what a full feed is with --full-feed N"
    case .invalidStep(let step): "a bin of \(step) seconds"
    case .unknownKind(let name):
      "\(name): neither its name nor its first record says whether it is a table or updates"
    case .noFiles: "no MRT files"
    case .unequalParts: "the parts are not the next bin, one for each collector"
    case .invalidCheckpoint(let reason): "the checkpoint cannot be used: \(reason)"
    }
  }
}
