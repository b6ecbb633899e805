public import Atlas
public import Timeline

/// Places the sources of a telescope's minutes and gathers the counts into series.
///
/// An entity has a value in every minute in which the telescope heard anything from its first source
/// on, 0 when none of its sources passed. A minute in which no IPv4 packet reached the telescope, before
/// filtering, has no value and the mark `gap`.
/// Memory: 16 octets for each entity and minute in which a source of it passed, and the values of the
/// series that are asked for.
public struct TelescopeRecorder: Sendable {
  /// The name of the telescope's signals.
  public let datasource: Datasource
  /// What is counted.
  public let measures: [TelescopeMeasure]
  /// The minutes of which anything was counted, ascending.
  public private(set) var minutes: [UnixTime] = []
  /// What was counted over the whole telescope in each of them.
  public private(set) var tallies: [MinuteTally] = []
  /// The different sources that passed in each of them.
  public private(set) var sourceCounts: [Int] = []

  /// Whether the capture began within the first of the minutes.
  public var beginsPartial = true
  /// Whether the capture ended within the last of the minutes.
  public var endsPartial = true

  /// The entities of which a source was met in minutes that were forgotten, by number.
  private var isMet: [Bool] = []
  var counter: EntityCounter
  /// For each measure and entity its values above 0, by the index of the minute.
  private(set) var tracks: [[[(minute: Int32, value: Int64)]]]

  /// Creates a recorder of a telescope; without places and origins it counts the whole alone.
  public init(
    datasource: Datasource = Datasource("darknet"), measures: [TelescopeMeasure] = [.sources],
    places: PlaceTable?, origins: [OriginTable] = []
  ) {
    self.datasource = datasource
    self.measures = measures
    counter = EntityCounter(SourcePlacer(places: places, origins: origins))
    tracks = measures.map { _ in [] }
  }

  /// The entities that were met so far or that have places in the table.
  public var entities: [Entity] { counter.placer.entities }

  /// Takes the next minute; minutes come in ascending order, and one that is not above the last is
  /// not taken. O(sources).
  public mutating func take(_ minute: TelescopeMinute) {
    if minute.pages.isEmpty {
      let run = SourceRun.union(minute.runs)
      counter.count(run)
      record(minute, sources: run.count)
    } else {
      record(minute, sources: estimate(minute.pages))
    }
  }

  /// Takes the estimates of sketches, and returns that of the whole.
  private mutating func estimate(_ pages: [SketchPage]) -> Int {
    var whole = 0
    for (key, tally) in SketchPage.union(pages)?.tallies ?? [] {
      let sources = Int64(tally.sketch.count.rounded())
      if key == SourcePlacer.wholeKey {
        whole = Int(sources)
      } else {
        counter.add(
          EntityCounter.Counts(
            sources: sources, packets: Int64(truncatingIfNeeded: tally.packets),
            bytes: Int64(truncatingIfNeeded: tally.bytes)),
          to: counter.placer.entity(ofKey: key))
      }
    }
    return whole
  }

  /// Records what was counted of a minute.
  mutating func record(_ minute: TelescopeMinute, sources: Int) {
    if let last = minutes.last, minute.start <= last {
      counter.drain { _, _ in }
      return
    }
    let index = Int32(truncatingIfNeeded: minutes.count)
    minutes.append(minute.start)
    tallies.append(minute.tally)
    sourceCounts.append(sources)
    let measures = measures
    var (counter, tracks) = (counter, tracks)
    (self.counter, self.tracks) = (EntityCounter(SourcePlacer(places: nil, origins: [])), [])
    counter.drain { entity, counts in
      for (track, measure) in measures.enumerated() {
        while tracks[track].count <= entity { tracks[track].append([]) }
        tracks[track][entity].append((index, measure.value(of: counts)))
      }
    }
    (self.counter, self.tracks) = (counter, tracks)
  }

  /// Forgets all minutes, whose series were asked for and written, and remembers whom they met.
  public mutating func forgetMinutes() {
    minutes.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
    sourceCounts.removeAll(keepingCapacity: true)
    while isMet.count < entities.count { isMet.append(false) }
    for track in tracks.indices {
      for number in tracks[track].indices where !tracks[track][number].isEmpty {
        isMet[number] = true
        tracks[track][number].removeAll(keepingCapacity: true)
      }
    }
  }

  /// The stretches of minutes in which what is missing is in proportion to what is present.
  ///
  /// A segment ends before a gap of more than a day, and before one with which it would be longer than
  /// 64 times its minutes and an hour. Gaps between segments are stated by there being several. O(minutes).
  public var segments: [TelescopeSegment] {
    var result: [TelescopeSegment] = []
    var first = 0
    for index in minutes.indices {
      let isLast = index + 1 == minutes.count
      if isLast || isParted(first, index) {
        result.append(segment(of: first..<index + 1))
        first = index + 1
      }
    }
    return result
  }

  /// Whether a segment that begins at a minute ends with another, so that a few packets hours apart
  /// cannot make it as long as one likes.
  private func isParted(_ first: Int, _ index: Int) -> Bool {
    let bins = (minutes[index + 1] - minutes[first]) / Int(TelescopeBin.seconds) + 1
    return minutes[index + 1] - minutes[index] > 86_400 || bins > (index - first + 2) * 64 + 60
  }

  /// What lies between the first and the last of some minutes, of which there must be one.
  func segment(of range: Range<Int>) -> TelescopeSegment {
    TelescopeSegment(
      start: minutes[range.lowerBound],
      end: minutes[range.upperBound - 1] + Int(TelescopeBin.seconds), minutes: range)
  }

  /// The series of a segment, by key: one a measure of each entity that `isWanted` and that was ever
  /// met before its end. O(minutes × entities wanted).
  public func series(
    of segment: TelescopeSegment, where isWanted: (Entity) -> Bool = { _ in true }
  ) -> [Series] {
    let entities = entities
    var result: [Series] = []
    eachSeries(of: entities.indices.filter { isWanted(entities[$0]) }, in: segment) {
      result.append($0)
    }
    return result
  }

  /// Calls `body` with the series of entities, by number, that were met before a segment's end.
  func eachSeries(of numbers: [Int], in segment: TelescopeSegment, _ body: (Series) -> Void) {
    let quality = quality(of: segment)
    let entities = entities
    let hasMarks = quality.contains { !$0.isEmpty }
    for (track, measure) in measures.enumerated().sorted(by: {
      $0.element.datasource(of: datasource) < $1.element.datasource(of: datasource)
    }) {
      let datasource = measure.datasource(of: datasource)
      for number in numbers where number < tracks[track].count {
        guard let first = firstMinute(track, number), first < segment.minutes.upperBound
        else { continue }
        body(
          Series(
            entity: entities[number], datasource: datasource, origin: .vigil, start: segment.start,
            step: Int(TelescopeBin.seconds),
            values: values(tracks[track][number], from: first, segment),
            quality: hasMarks ? quality : [], nativeStep: Int(TelescopeBin.seconds),
            unit: measure.unit))
      }
    }
  }

  /// The minute of an entity's first source; the first of all where it was met before that.
  private func firstMinute(_ track: Int, _ number: Int) -> Int? {
    if number < isMet.count, isMet[number] { return 0 }
    return tracks[track][number].first.map { Int($0.minute) }
  }

  private func values(
    _ track: [(minute: Int32, value: Int64)], from first: Int, _ segment: TelescopeSegment
  ) -> [Double] {
    var values = [Double](repeating: .nan, count: segment.count)
    for index in max(first, segment.minutes.lowerBound)..<segment.minutes.upperBound
    where tallies[index].isPresent {
      values[segment.bin(of: minutes[index])] = 0
    }
    for entry in track where segment.minutes.contains(Int(entry.minute)) {
      values[segment.bin(of: minutes[Int(entry.minute)])] = Double(entry.value)
    }
    return values
  }

  /// The marks of a segment's minutes, which all entities share. What several of `segments` were
  /// joined to is marked at the ends of each.
  public func quality(of segment: TelescopeSegment) -> [Quality] {
    var marks = [Quality](repeating: .captureGap, count: segment.count)
    for index in segment.minutes {
      marks[segment.bin(of: minutes[index])] = tallies[index].marks
    }
    for part in segments where segment.minutes.overlaps(part.minutes) {
      let own = part.minutes.clamped(to: segment.minutes)
      if beginsPartial || own.lowerBound > 0 {
        marks[segment.bin(of: minutes[own.lowerBound])].insert(.partial)
      }
      if endsPartial || own.upperBound < minutes.count {
        marks[segment.bin(of: minutes[own.upperBound - 1])].insert(.partial)
      }
    }
    return marks
  }
}
