/// What a prober did in the last 24 hours, and the evidence against it.
struct ProberHistory: Equatable, Sendable {
  /// The blocks that it probed in each of its last rounds, the oldest first.
  var blocks: [UInt32] = []
  /// For each country the first probes of each hour of the day, of the last day in which it had
  /// healthy rounds.
  var hours: [Hour]
  /// The evidence that it loses some or all of the replies.
  var mild = 0.0
  /// The same for nearly all.
  var hard = 0.0
  /// The evidence that it does not.
  var standing = 0.0
  /// Whether the evidence that it loses replies was proof, and has not gone since.
  var isFallen = false
  /// Whether it fell silent with others, and has not been heard since.
  var isSilentWithOthers = false
  /// The rounds for which it has been unhealthy.
  var condemned = 0
  /// The rounds for which it has been silent.
  var silence = 0
  /// The rounds since it probed a listed block.
  var idle = 0

  /// The replies of an hour.
  struct Hour: Equatable, Sendable {
    /// The hour, counted from 1970.
    var number: UInt32 = 0
    var replies: UInt32 = 0
    var expected: Float = 0
  }

  init(countries: Int) { hours = [Hour](repeating: Hour(), count: countries * 24) }

  /// The rounds of a day.
  static let day = 144
  /// The rounds after which what a prober does is usual.
  static let warmUp = 6
  /// The expected replies in 24 hours below which a country says nothing.
  static let leastExpected: Float = 30

  /// Goes on with other countries; `places` holds the new number of each that stays.
  mutating func move(_ places: [Int: Int], countries: Int) {
    var moved = [Hour](repeating: Hour(), count: countries * 24)
    for (old, new) in places {
      for hour in 0..<24 { moved[new * 24 + hour] = hours[old * 24 + hour] }
    }
    hours = moved
  }

  /// The lower median of the blocks that it probed; nothing before an hour of rounds.
  var usualBlocks: Int? {
    guard blocks.count >= ProberHistory.warmUp else { return nil }
    return Int(blocks.sorted()[(blocks.count - 1) / 2])
  }

  /// Whether it has been known for less than a day, or was not believed last.
  var isNew: Bool { blocks.count < ProberHistory.day || condemned > 0 }

  /// Learns what is usual. Silence is not, before it lasted for seven days.
  mutating func countBlocks(_ count: Int, isSilent: Bool) {
    silence = isSilent ? silence + 1 : 0
    if isSilent {
      guard silence > ProberHealth.patience else { return }
      silence = 0
      blocks = []
    }
    blocks.append(UInt32(truncatingIfNeeded: count))
    if blocks.count > ProberHistory.day { blocks.removeFirst() }
  }

  /// What is usual in a country.
  struct Level: Equatable {
    /// The replies over those that were expected.
    var ratio: Double
    /// The replies from which that is known.
    var replies: Double
  }

  /// The replies of a country over those that were expected: the median of its hours, or, where an hour
  /// holds few, the mean; nothing where too little is known.
  func usual(country: Int) -> Level? {
    var ratios: [Float] = []
    var (replies, expected): (Float, Float) = (0, 0)
    for cell in hours[country * 24..<country * 24 + 24]
    where cell.expected > 0 {
      replies += Float(cell.replies)
      expected += cell.expected
      ratios.append(Float(cell.replies) / cell.expected)
    }
    guard expected >= ProberHistory.leastExpected else { return nil }
    let isSparse = expected / Float(ratios.count) < 10
    let ratio = isSparse ? replies / expected : ratios.sorted()[(ratios.count - 1) / 2]
    return Level(ratio: Double(ratio), replies: Double(replies))
  }

  mutating func count(_ cell: ProberCount.Cell, country: Int, hour: UInt32) {
    guard cell.probes > 0 else { return }
    let slot = country * 24 + Int(hour % 24)
    if hours[slot].number != hour { hours[slot] = Hour(number: hour) }
    hours[slot].replies &+= cell.replies
    hours[slot].expected += Float(Double(cell.expected) / 65_535)
  }
}
