extension ASPath {
  /// The path that `AS4_PATH` restores: its members behind as much of the front of this path as
  /// makes the two equally long (RFC 6793, 4.2.3).
  ///
  /// This path stays as it is where it is the shorter one. Confederation segments in front go along.
  func merged(with as4: ASPath) -> ASPath {
    let missing = hops - as4.hops
    guard as4.hops > 0, missing >= 0 else { return self }
    var left = missing
    var result: [UInt32] = []
    var isDone = false
    eachSegment { kind, members in
      guard !isDone else { return }
      switch kind {
      case .confederationSequence, .confederationSet:
        result.append(ASPath.head(kind, members.count))
        result.append(contentsOf: words[members])
      case .set where left > 0:
        result.append(ASPath.head(kind, members.count))
        result.append(contentsOf: words[members])
        left -= 1
      case .sequence where left > 0:
        let taken = min(left, members.count)
        result.append(ASPath.head(kind, taken))
        result.append(contentsOf: words[members.prefix(taken)])
        left -= taken
        isDone = taken < members.count
      default: isDone = true
      }
    }
    return ASPath(words: ASPath.joined(result, as4.words))
  }

  /// Two lists of segments as one; sequences that meet become one where their members fit.
  private static func joined(_ front: [UInt32], _ back: [UInt32]) -> [UInt32] {
    var last: Int?
    ASPath(words: front).eachSegment { _, members in last = members.lowerBound - 1 }
    guard let last, let next = back.first, front[last] >> 8 == next >> 8,
      next >> 8 == UInt32(SegmentKind.sequence.rawValue)
    else { return front + back }
    let count = front[last] & 0xFF + next & 0xFF
    guard count <= 255 else { return front + back }
    var result = front
    result[last] = head(.sequence, Int(count))
    result.append(contentsOf: back.dropFirst())
    return result
  }
}
