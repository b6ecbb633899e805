public import Atlas
public import Timeline

/// Places the sources of a telescope's minutes and gathers the counts into series.
///
/// An entity has a value in every minute that saw a packet from its first source on, 0 when none of
/// its sources passed. A minute without any packet, before filtering, has no value and the mark `gap`.
/// Memory: 16 octets for each entity and minute in which a source of it passed, and the values of the
/// series that are asked for.
public struct TelescopeRecorder: Sendable {
  /// The name of the telescope's signals.
  public let datasource: Datasource
  /// What is counted.
  public let measures: [TelescopeMeasure]
  /// The minutes that saw a packet, ascending.
  public private(set) var minutes: [UnixTime] = []
  /// What was counted over the whole telescope in each of them.
  public private(set) var tallies: [MinuteTally] = []
  /// The different sources that passed in each of them.
  public private(set) var sourceCounts: [Int] = []

  private var placer: SourcePlacer
  /// For each measure and entity its values above 0, by the index of the minute.
  private var tracks: [[[(minute: Int32, value: Int64)]]]
  /// What the entities have in the current minute.
  private var counts: [Counts] = []
  private var touched: [Int32] = []

  private struct Counts: Sendable {
    var sources: Int64 = 0
    var packets: Int64 = 0
    var bytes: Int64 = 0
  }

  /// Creates a recorder of a telescope; without places and origins it counts the whole alone.
  public init(
    datasource: Datasource = Datasource("darknet"), measures: [TelescopeMeasure] = [.sources],
    places: PlaceTable?, origins: [OriginTable] = []
  ) {
    self.datasource = datasource
    self.measures = measures
    placer = SourcePlacer(places: places, origins: origins)
    tracks = measures.map { _ in [] }
  }

  /// The entities that were met so far or that have places in the table.
  public var entities: [Entity] { placer.entities }

  /// Takes the next minute; minutes come in ascending order, and one that is not above the last is
  /// not taken. O(sources).
  public mutating func take(_ minute: TelescopeMinute) {
    if let last = minutes.last, minute.start <= last { return }
    let index = Int32(truncatingIfNeeded: minutes.count)
    minutes.append(minute.start)
    tallies.append(minute.tally)
    var sources = 0
    minute.eachSource { source in
      sources += 1
      count(source)
    }
    sourceCounts.append(sources)
    for entity in touched {
      let value = counts[Int(entity)]
      counts[Int(entity)] = Counts()
      for (track, measure) in measures.enumerated() {
        let number =
          switch measure {
          case .sources: value.sources
          case .packets: value.packets
          case .bytes: value.bytes
          }
        while tracks[track].count <= Int(entity) { tracks[track].append([]) }
        tracks[track][Int(entity)].append((index, number))
      }
    }
    touched.removeAll(keepingCapacity: true)
  }

  private mutating func count(_ source: SourceCount) {
    let packets = Int64(truncatingIfNeeded: source.packets)
    let bytes = Int64(truncatingIfNeeded: source.bytes)
    var (counts, touched) = ([] as [Counts], [] as [Int32])
    swap(&counts, &self.counts)
    swap(&touched, &self.touched)
    placer.place(source.address) { entity in
      while counts.count <= entity { counts.append(Counts()) }
      if counts[entity].sources == 0 { touched.append(Int32(truncatingIfNeeded: entity)) }
      counts[entity].sources &+= 1
      counts[entity].packets &+= packets
      counts[entity].bytes &+= bytes
    }
    swap(&counts, &self.counts)
    swap(&touched, &self.touched)
  }

  /// The stretches of minutes with no gap of more than a day between them.
  ///
  /// Longer gaps are stated by there being several segments; nothing is filled in between.
  public var segments: [TelescopeSegment] {
    var result: [TelescopeSegment] = []
    var first = 0
    for index in minutes.indices {
      let isLast = index + 1 == minutes.count
      if isLast || minutes[index + 1] - minutes[index] > 86_400 {
        result.append(
          TelescopeSegment(
            start: minutes[first], end: minutes[index] + Int(TelescopeBin.seconds),
            minutes: first..<index + 1))
        first = index + 1
      }
    }
    return result
  }

  /// The series of a segment, by key: one a measure of each entity that `isWanted` and that was ever
  /// met before its end. O(minutes × entities wanted).
  public func series(
    of segment: TelescopeSegment, where isWanted: (Entity) -> Bool = { _ in true }
  ) -> [Series] {
    let quality = quality(of: segment)
    let hasMarks = quality.contains { !$0.isEmpty }
    var result: [Series] = []
    for (track, measure) in measures.enumerated() {
      let datasource = measure.datasource(of: datasource)
      for (number, entity) in entities.enumerated() where number < tracks[track].count {
        guard let first = tracks[track][number].first, Int(first.minute) < segment.minutes.upperBound,
          isWanted(entity)
        else { continue }
        result.append(
          Series(
            entity: entity, datasource: datasource, origin: .vigil, start: segment.start,
            step: Int(TelescopeBin.seconds), values: values(tracks[track][number], segment),
            quality: hasMarks ? quality : [], nativeStep: Int(TelescopeBin.seconds),
            unit: measure.unit))
      }
    }
    return result.sorted { $0.key < $1.key }
  }

  private func values(
    _ track: [(minute: Int32, value: Int64)], _ segment: TelescopeSegment
  ) -> [Double] {
    var values = [Double](repeating: .nan, count: segment.count)
    guard let first = track.first else { return values }
    for index in max(Int(first.minute), segment.minutes.lowerBound)..<segment.minutes.upperBound {
      values[segment.bin(of: minutes[index])] = 0
    }
    for entry in track where segment.minutes.contains(Int(entry.minute)) {
      values[segment.bin(of: minutes[Int(entry.minute)])] = Double(entry.value)
    }
    return values
  }

  /// The marks of a segment's minutes, which all entities share.
  public func quality(of segment: TelescopeSegment) -> [Quality] {
    var marks = [Quality](repeating: .captureGap, count: segment.count)
    for index in segment.minutes {
      marks[segment.bin(of: minutes[index])] = tallies[index].marks
    }
    if !marks.isEmpty {
      marks[0].insert(.partial)
      marks[marks.count - 1].insert(.partial)
    }
    return marks
  }
}
