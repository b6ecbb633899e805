public import Timeline

extension TelescopeRecorder {
  /// The bins that all series together may have whatever was counted.
  private static let spareBins = 1 << 24
  /// The bins that they may have besides for each count above 0.
  private static let binsPerCount = 16
  /// The minutes that segments may lie apart, besides 64 for each that is present.
  private static let spareMinutes = 10_080

  /// What series of one run over all can hold; nothing without minutes.
  ///
  /// Segments that lie so far from the one with the most minutes that the missing bins would be out of
  /// proportion are left out, then the entities with the fewest counts where all bins together would
  /// be. Memory of what remains is linear in the packets. O(minutes + counts).
  public func extent(
    step: Int = Int(TelescopeBin.seconds), where isWanted: (Entity) -> Bool = { _ in true }
  ) -> TelescopeExtent? {
    guard !minutes.isEmpty, step > 0 else { return nil }
    var findings: [Finding] = []
    let segment = joinedSegment(&findings)
    let numbers = mostCounted(in: segment, bins: segment.count, step: step, isWanted, &findings)
    return TelescopeExtent(segment: segment, step: step, findings: findings, entities: numbers)
  }

  /// The series of an extent, one a measure and entity, in bins of its step.
  public func series(
    of extent: TelescopeExtent, aggregate: MinuteAggregate = .median
  ) -> [Series] {
    var result: [Series] = []
    eachSeries(of: extent.entities, in: extent.segment) {
      result.append(aggregate.bins(of: $0, step: extent.step))
    }
    return result
  }

  /// How many sources each entity had in all minutes together, where sources are counted.
  public var sourceSums: [Entity: Int64] {
    guard let track = measures.firstIndex(of: .sources) else { return [:] }
    let entities = entities
    return tracks[track].indices.reduce(into: [:]) { sums, number in
      let values = tracks[track][number]
      if !values.isEmpty { sums[entities[number]] = values.reduce(0) { $0 &+ $1.value } }
    }
  }

  private func joinedSegment(_ findings: inout [Finding]) -> TelescopeSegment {
    var rest = segments[...]
    let core = rest.reduce(rest[0]) { $0.minutes.count >= $1.minutes.count ? $0 : $1 }
    var joined = segment(of: minutes.indices)
    while rest.count > 1,
      joined.count > joined.minutes.count * 64 + TelescopeRecorder.spareMinutes
    {
      if core.start - joined.start > joined.end - core.end {
        rest.removeFirst()
      } else {
        rest.removeLast()
      }
      joined = segment(
        of: rest[rest.startIndex].minutes.lowerBound..<rest[rest.endIndex - 1].minutes.upperBound)
    }
    let lost = minutes.count - joined.minutes.count
    if lost > 0 {
      findings.append(
        Finding(
          kind: "capture-far-time", source: datasource.id,
          detail: "minutes before \(joined.start) or from \(joined.end) on",
          disposition: "left out, because the bins between would be out of proportion",
          count: lost))
    }
    return joined
  }

  private func mostCounted(
    in segment: TelescopeSegment, bins minutes: Int, step: Int, _ isWanted: (Entity) -> Bool,
    _ findings: inout [Finding]
  ) -> [Int] {
    let entities = entities
    var counted: [(number: Int, counts: Int)] = []
    for number in entities.indices where isWanted(entities[number]) {
      let counts = tracks.reduce(0) { sum, track in
        guard number < track.count else { return sum }
        return sum + track[number].count { segment.minutes.contains(Int($0.minute)) }
      }
      if counts > 0 { counted.append((number, counts)) }
    }
    let bins = (minutes * Int(TelescopeBin.seconds) / step + 2) * max(measures.count, 1)
    let all = counted.reduce(0) { $0 + $1.counts } * TelescopeRecorder.binsPerCount
    let room = max(1, (all + TelescopeRecorder.spareBins) / bins)
    guard counted.count > room else { return counted.map(\.number) }
    counted.sort { $0.counts == $1.counts ? $0.number < $1.number : $0.counts > $1.counts }
    findings.append(
      Finding(
        kind: "capture-sparse-entity", source: datasource.id,
        detail: "entities of which sources were met in \(counted[room].counts) minutes or fewer",
        disposition: "left out, because the bins of all would be out of proportion",
        count: counted.count - room))
    return counted[..<room].map(\.number).sorted()
  }
}
