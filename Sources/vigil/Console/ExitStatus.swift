/// How a run ends.
enum ExitStatus: Int32, Error {
  /// The run did what was asked.
  case ran = 0
  /// The run failed.
  case failed = 1
  /// The command line was wrong.
  case usage = 2
  /// With `--exit-code`: an event at or above the level is open.
  case outage = 3
  /// With `--exit-code`: nothing could be judged, or an input is unhealthy.
  case blind = 4
}
