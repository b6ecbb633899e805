/// Two texts held against each other line by line, in order.
struct LineComparison {
  /// The lines that were compared.
  private(set) var count = 0
  /// How many pairs of lines belong to each class.
  private(set) var classes: [LineDifference: Int] = [:]
  /// The first pairs that belong to none, and how many there are.
  private(set) var unexplained: [String] = []
  private(set) var unexplainedCount = 0
  /// The lines of each side behind the place where `bgpdump` read a damaged length.
  private(set) var behindDamage = (theirs: 0, ours: 0)

  /// Compares texts; up to `damageAfter` lines are compared, if that is where a length is damaged.
  init(theirs: [UInt8], ours: [UInt8], damageAfter: Int? = nil) {
    var (a, b) = (0, 0)
    while a < theirs.count || b < ours.count {
      if count == damageAfter {
        behindDamage = (
          theirs[a...].count { $0 == 10 }, ours[b...].count { $0 == 10 }
        )
        return
      }
      let endA = theirs[a...].firstIndex(of: 10) ?? theirs.count
      let endB = ours[b...].firstIndex(of: 10) ?? ours.count
      count += 1
      if theirs[a..<endA] != ours[b..<endB] {
        take(
          String(decoding: theirs[a..<endA], as: UTF8.self),
          String(decoding: ours[b..<endB], as: UTF8.self))
      }
      (a, b) = (min(endA + 1, theirs.count), min(endB + 1, ours.count))
    }
  }

  private mutating func take(_ theirs: String, _ ours: String) {
    if let kind = LineDifference(theirs: theirs[...], ours: ours[...]) {
      classes[kind, default: 0] += 1
      return
    }
    unexplainedCount += 1
    if unexplained.count < 3 { unexplained.append("\(theirs)\n\(ours)") }
  }
}
