public import ArgumentParser
import Engine
public import Probing
import Timeline

/// How files that list replies only are counted.
struct ReplyCountOptions: ParsableArguments {
  @Flag(help: "The files list replies and nothing else: count who answered, without a belief.")
  var replies = false

  @Option(help: "With --replies: the entity that the replies are of (region/MM-02).")
  var entity: String?

  @Option(
    help: """
      With --replies: the columns, time=NAME,address=NAME; each address counts once a bin, and \
      every row does with address= alone.
      """)
  var columns: String?

  @Option(help: "With --replies: the zone of times that state none (+06:30); UTC without it.")
  var utcOffset: String?

  @Option(help: "With --replies: the length of a bin (1h, 600).")
  var bin = "1h"

  @Option(help: "With --replies: how long after a multiple of it since 1970 a bin begins (30m).")
  var binOffset = "0"

  @Option(help: "With --replies: what a bin without a reply is, zero or missing.")
  var empty = ReplyOptions.Empty.missing

  mutating func validate() throws {
    guard replies else {
      if entity != nil || columns != nil || utcOffset != nil {
        throw ValidationError("--entity, --columns and --utc-offset need --replies")
      }
      return
    }
    _ = try options()
  }

  /// The options for the library.
  func options() throws -> ReplyOptions {
    guard let entity, let known = Entity(entity) else {
      throw ValidationError("--replies needs --entity KIND/CODE, such as region/MM-02")
    }
    var options = ReplyOptions(entity: known)
    if let columns, !options.setColumns(columns) {
      throw ValidationError("--columns \(columns): expected time=NAME,address=NAME")
    }
    if let utcOffset {
      guard let offset = UnixTime.zoneOffset(utcOffset) else {
        throw ValidationError("--utc-offset \(utcOffset): expected Z or an offset such as +06:30")
      }
      options.zoneOffset = offset
    }
    guard let step = DurationText.seconds(bin), (60...86_400).contains(step) else {
      throw ValidationError("--bin \(bin): expected a duration from 1m to 24h")
    }
    options.bin = step
    guard let shift = binOffset == "0" ? 0 : DurationText.seconds(binOffset), shift < step else {
      throw ValidationError("--bin-offset \(binOffset): expected a duration shorter than the bin")
    }
    options.binOffset = shift
    options.empty = empty
    return options
  }
}

extension ReplyOptions.Empty: ExpressibleByArgument {}
