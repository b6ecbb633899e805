/// What a column of a CSV of probe results holds.
enum ProbeColumn: UInt8 {
  case other
  case time
  case address
  case replied
  case roundTrip
  case prober
  /// ZMap's microseconds of its time in seconds.
  case microseconds
  case success
  case isRepeat
  case classification

  /// What a title stands for; ZMap's own names with hyphens or underscores.
  init(title: String, isZMap: Bool) {
    let title = String(title.lowercased().map { $0 == "-" ? "_" : $0 })
    let known: [String: ProbeColumn] =
      isZMap
      ? [
        "saddr": .address, "timestamp_ts": .time, "timestamp_str": .time, "timestamp": .time,
        "timestamp_us": .microseconds, "success": .success, "repeat": .isRepeat,
        "classification": .classification,
      ]
      : [
        "time": .time, "address": .address, "replied": .replied, "rtt": .roundTrip,
        "prober": .prober,
      ]
    self = known[title] ?? .other
  }
}
