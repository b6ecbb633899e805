import Crypto
public import Detection
public import Incidents
public import Timeline

/// Everything that a watch over a feed carries from run to run: health, detectors, open events.
///
/// Takes whatever points it is handed. Bins that were judged before are not judged again; bins that
/// live sources may still fill are held back; the rest runs through the same stages as a replay.
public struct WatchState: Sendable {
  /// What one run did.
  public struct Outcome: Sendable {
    /// What changed, in the order in which it could be known.
    public var transitions: [Transition] = []
    /// How much could be judged in this run.
    public var coverage = Coverage()
    /// Points that had been judged before and have not changed.
    public var repeated = 0
    /// Points that were judged before with another value; their first value stands.
    public var revised = 0
    /// Points of bins that were passed over as missing before.
    public var late = 0
    /// Points held back because live sources fill their newest bins late.
    public var heldBack = 0
    /// Points that do not fit the signal's bins of earlier runs.
    public var misaligned = 0
    /// Sources whose newest bins of this run cannot be trusted.
    public var unhealthy: Set<Datasource> = []
  }

  /// The profile that judges.
  public let profile: Profile
  private let usesHealth: Bool
  private let detector: any Detector.Type
  private var health: SourceHealth
  private var signals: [SignalKey: WatchedSignal] = [:]
  private var shapes: [Datasource: TickShape] = [:]
  /// The end of the newest bin that any source has filled.
  public private(set) var newestEnd: UnixTime?

  /// Creates a state without a past.
  public init(profile: Profile, sourceHealth: Bool) throws(EngineError) {
    guard let detector = DetectorRegistry.named(profile.detector) else {
      throw .unknownDetector(profile.detector)
    }
    self.profile = profile
    self.detector = detector
    usesHealth = sourceHealth
    health = SourceHealth { profile.rule(for: $0) }
  }

  /// The events that are going on, ordered by onset, entity, datasource.
  public var openEvents: [Event] {
    signals.values.compactMap(\.monitor.openRecord).sorted(by: Event.isOrderedBefore)
  }

  /// Judges what is new in `set`, up to `settle` bins of the slowest source before the newest bin.
  ///
  /// O(new points × log window), and O(points) to tell them from those seen before.
  public mutating func take(_ set: SignalSet, settle: Int) -> Outcome {
    var outcome = Outcome()
    let membership = MembershipResolver.resolve(set)
    let series = set.series.sorted { $0.key < $1.key }
    for one in series { meet(one, membership: membership) }
    let horizon = horizon(with: series, settle: settle)
    var new: [NewBins] = []
    for one in series {
      if let whole = unseen(one, until: horizon) { new.append(whole) } else { sift(one, &outcome) }
    }
    new += settled(until: horizon, &outcome)
    new.sort { $0.key < $1.key }
    judge(new, &outcome)
    outcome.transitions.sort(by: Replay.isOrderedBefore)
    return outcome
  }

  /// Makes a signal known to its monitor and to source health.
  private mutating func meet(_ series: Series, membership: Membership) {
    guard signals[series.key] == nil, series.presentCount > 0 else { return }
    var rule = profile.rule(for: series.datasource)
    let isNormalised = series.marks(at: 0).contains(.normalised)
    if isNormalised { rule.floor = 0 }
    let shape = TickShape.ofNew(series)
    let monitor = SignalMonitor(
      key: series.key, step: shape.step, profile: profile.name, rule: rule, detector: detector)
    if shapes[series.datasource] == nil { shapes[series.datasource] = shape }
    var column: Int?
    if usesHealth, shapes[series.datasource] == shape {
      column = health.add(
        HealthEntity(entity: series.entity, country: membership.country(of: series.entity)),
        datasource: series.datasource, step: shape.step)
    }
    signals[series.key] = WatchedSignal(
      monitor: monitor, shape: shape, column: column, isNormalised: isNormalised)
  }

  /// The end of what may be judged: every source is given the time of the slowest one.
  ///
  /// One horizon for all keeps the log of changes in time order over any cut of the input.
  private mutating func horizon(with series: [Series], settle: Int) -> UnixTime {
    for one in series {
      guard let signal = signals[one.key],
        let last = one.values.lastIndex(where: { !$0.isNaN })
      else { continue }
      let end = one.time(at: last) + signal.shape.step
      newestEnd = max(newestEnd ?? end, end)
    }
    let slowest = signals.values.map(\.shape.step).max() ?? 0
    return (newestEnd ?? UnixTime(0)) - max(0, settle) * slowest
  }

  /// A series that is to be judged as it stands: of the signal's shape, after all that was judged,
  /// settled, with nothing held back before it. The usual case of a replay in blocks, without a copy.
  private func unseen(_ series: Series, until horizon: UnixTime) -> NewBins? {
    guard let signal = signals[series.key], signal.held.isEmpty, series.end <= horizon,
      signal.shape == TickShape(series), signal.monitor.newest.map({ $0 < series.start }) ?? true
    else { return nil }
    return NewBins(series)
  }

  /// Lays the new points of a series beside those held back; counts the rest.
  private mutating func sift(_ series: Series, _ outcome: inout Outcome) {
    guard let signal = signals[series.key] else { return }
    guard let bins = signal.shape.bins(of: series) else {
      outcome.misaligned += series.presentCount
      return
    }
    var fresh: [WatchedBin] = []
    for bin in bins {
      if let newest = signal.monitor.newest, bin.time <= newest {
        signal.monitor.compare(bin.value, at: bin.time, &outcome)
      } else {
        fresh.append(bin)
      }
    }
    guard !fresh.isEmpty else { return }
    let known = Set(fresh.map(\.time))
    let older = signal.held.filter { !known.contains($0.time) }
    signals[series.key]?.held = (older + fresh).sorted { $0.time < $1.time }
  }

  /// Takes the bins that end by `horizon` out of what is held, in order of key.
  private mutating func settled(until horizon: UnixTime, _ outcome: inout Outcome) -> [NewBins] {
    var result: [NewBins] = []
    for (key, signal) in signals where !signal.held.isEmpty {
      let step = signal.shape.step
      let count = signal.held.firstIndex { $0.time + step > horizon } ?? signal.held.count
      outcome.heldBack += signal.held.count - count
      guard count > 0 else { continue }
      result.append(NewBins(key: key, step: step, bins: Array(signal.held[..<count])))
      signals[key]?.held.removeFirst(count)
    }
    return result
  }

  /// Runs new bins through health, whole ticks first, then through the monitors, signal by signal.
  private mutating func judge(_ new: [NewBins], _ outcome: inout Outcome) {
    let marks = healthMarks(new)
    var trusted: Set<Datasource> = []
    for (position, one) in new.enumerated() {
      guard var signal = signals.removeValue(forKey: one.key) else { continue }
      var coverage = Coverage.Signal(key: one.key, floor: signal.floor(in: profile))
      var isTrusted = true
      let found = marks[position]
      one.forEach { bin, index in
        var quality = bin.quality
        if !found.isEmpty { quality.formUnion(found[index]) }
        isTrusted = quality.isTrusted
        signal.monitor.rescale(by: bin.rebase)
        let verdict = signal.monitor.observe(
          bin.value, at: bin.time, quality: quality, transitions: &outcome.transitions)
        coverage.count(verdict, isTrusted: isTrusted)
      }
      outcome.unhealthy.insert(one.key.datasource)
      if isTrusted { trusted.insert(one.key.datasource) }
      outcome.coverage.signals.append(coverage)
      signals[one.key] = signal
    }
    outcome.unhealthy.subtract(trusted)
  }

  /// What source health says of each signal's new bins, on their grid; empty when it says nothing.
  private mutating func healthMarks(_ new: [NewBins]) -> [[Quality]] {
    guard usesHealth else { return [[Quality]](repeating: [], count: new.count) }
    let series = new.map(\.series)
    let columns = new.indices.map { index in
      series[index].count > 0 ? signals[new[index].key]?.column : nil
    }
    return HealthPass(series, columns: columns).marks(&health)
  }
}

extension SignalMonitor {
  /// Tells a repeated point from a changed and from a late one.
  fileprivate func compare(
    _ value: Double, at time: UnixTime, _ outcome: inout WatchState.Outcome
  ) {
    switch known(at: time) {
    case .value(let known) where known != value: outcome.revised += 1
    case .missing: outcome.late += 1
    default: outcome.repeated += 1
    }
  }
}

extension WatchState {
  private static let magic = "vigil.state"
  private static let version = 2

  /// The state as bytes: a head that names the profile, health, then window and machine a signal.
  ///
  /// `profileText` is the profile in full: state is taken up only under the same numbers.
  public func encoded(profileText: String) -> [UInt8] {
    var writer = StateWriter()
    writer.write(WatchState.magic)
    writer.write(WatchState.version)
    writer.write(profileText)
    writer.write(usesHealth)
    writer.write(newestEnd)
    writer.write(shapes.count)
    for (datasource, shape) in shapes.sorted(by: { $0.key < $1.key }) {
      writer.write(datasource.id)
      shape.encode(into: &writer)
    }
    health.encode(into: &writer)
    writer.write(signals.count)
    for (key, signal) in signals.sorted(by: { $0.key < $1.key }) {
      writer.write(key.entity.description)
      writer.write(key.datasource.id)
      signal.encode(into: &writer)
    }
    return writer.bytes + WatchState.digest(writer.bytes[...])
  }

  private static func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
  }

  /// Takes up what `encoded(profileText:)` wrote; its last 32 bytes are the SHA-256 of the rest, so
  /// that damage is never taken for knowledge.
  public init(
    decoding bytes: [UInt8], profile: Profile, profileText: String, sourceHealth: Bool
  ) throws(StateError) {
    guard let detector = DetectorRegistry.named(profile.detector) else {
      throw .otherParameters("detector")
    }
    var reader = StateReader(bytes)
    guard try reader.text() == WatchState.magic else { throw .malformed("magic") }
    let version = try reader.int()
    guard version == WatchState.version else {
      throw .version(found: version, expected: WatchState.version)
    }
    let body = bytes.dropLast(SHA256.byteCount)
    guard WatchState.digest(body).elementsEqual(bytes[body.endIndex...]) else {
      throw .malformed("checksum")
    }
    reader = StateReader(Array(body))
    _ = try reader.text()
    _ = try reader.int()
    guard try reader.text() == profileText else { throw .otherParameters("profile") }
    guard try reader.flag() == sourceHealth else { throw .otherParameters("source health") }
    self.profile = profile
    self.detector = detector
    usesHealth = sourceHealth
    newestEnd = try reader.optionalTime()
    for _ in 0..<(try reader.count(width: 24)) {
      let datasource = Datasource(try reader.text())
      shapes[datasource] = try TickShape(decoding: &reader)
    }
    health = try SourceHealth(decoding: &reader) { profile.rule(for: $0) }
    for _ in 0..<(try reader.count(width: 16)) {
      guard let entity = Entity(try reader.text()) else { throw .malformed("entity") }
      let key = SignalKey(entity: entity, datasource: Datasource(try reader.text()))
      let signal = try WatchedSignal(
        decoding: &reader, key: key, profile: profile, detector: detector)
      if let column = signal.column {
        guard column < health.columns(of: key.datasource).count else { throw .malformed("column") }
      }
      signals[key] = signal
    }
    guard reader.isAtEnd else { throw .malformed("end") }
  }
}
