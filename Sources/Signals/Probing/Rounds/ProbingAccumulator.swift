public import Atlas
import Timeline

/// Turns probe results into the state of every block of a list, round by round.
///
///     var probing = ProbingAccumulator(list, options: options, entities: entities)
///     for result in results {
///       probing.take(result)
///       for outcome in probing.takeOutcomes() { recorder.take(outcome) }
///     }
///     for outcome in probing.finish() { recorder.take(outcome) }
///
/// Results come in any order within a round; a round is closed when half of the probers have sent a
/// result whose time is `settle` seconds after its end. At the end of a round the packets of each prober to each address
/// are folded into one probe, the probers are judged (`ProberVerdict`), and the probes of the healthy
/// ones enter one walk for each block, in order of time.
///
/// Parts of one input that were taken apart (`ProbingOptions.isPart`) and merged come to the same
/// outcomes as one run, to the octet. Memory: eight octets a result of an open round, about forty a
/// block beside the list and what is learnt of availability.
public struct ProbingAccumulator: ProbeSink, Sendable {
  /// What the accumulator was made with.
  public let options: ProbingOptions
  /// The blocks.
  public internal(set) var list: BlockList
  /// The entities that the blocks count for.
  public internal(set) var entities: BlockEntities
  /// What became of all results so far.
  public internal(set) var totals = ProbingTotals()
  /// What is known of each block, in the order of the list.
  public internal(set) var records: [BlockRecord]
  /// What is learnt of the availability of each.
  public internal(set) var availability: AvailabilityTable
  /// The times that the list was loaded anew.
  public internal(set) var listVersion = 0

  var bitmap: BlockBitmap
  /// The open rounds, ascending, but for the current one.
  var rounds: [RoundBuffer] = []
  var current = RoundBuffer(start: .max)
  /// The milliseconds that need no more than to be put into the current round.
  var quickFirst = Int64.max
  var quickEnd = Int64.min
  var border = ProbeBorder()
  var clocks = ProberClocks()
  /// The start of the last round that was closed, seconds.
  var lastClosed: Int64?
  var health: ProberHealth
  /// What each block was when the level of its entities was last certain.
  var references: [BlockReference]
  /// The entities whose list was changed since the last round.
  var reloaded: Set<Int> = []
  /// Whether any block came or went since the last round.
  var isTotalReloaded = false
  var waiting: [RoundOutcome] = []
  var sorter = BucketSorter()

  /// Creates an accumulator of nothing, whose blocks count for `entities`.
  public init(
    _ list: BlockList, options: ProbingOptions = ProbingOptions(), entities: BlockEntities
  ) {
    self.options = options
    self.list = list
    self.entities = entities
    records = [BlockRecord](repeating: options.rule.newRecord, count: list.count)
    availability = AvailabilityTable(list, profile: options.rule.profile)
    bitmap = BlockBitmap(list)
    health = ProberHealth(countries: entities.countryCount)
    references = [BlockReference](repeating: BlockReference(), count: list.count)
  }

  /// Creates an accumulator of nothing, whose blocks are placed by tables.
  public init(
    _ list: BlockList, options: ProbingOptions = ProbingOptions(), places: PlaceTable?,
    origins: [OriginTable] = []
  ) {
    self.init(
      list, options: options, entities: BlockEntities(list, places: places, origins: origins))
  }

  /// Takes a result. O(1), and the work of a round for the one that closes it.
  @inline(__always)
  public mutating func take(_ result: ProbeResult) {
    totals.results &+= 1
    if result.milliseconds >= quickFirst, result.milliseconds < quickEnd {
      border.last = result.milliseconds
      clocks.note(result.prober, result.milliseconds)
      put(result)
    } else {
      takeApart(result)
    }
  }

  /// Puts a result into the current round.
  @inline(__always)
  mutating func put(_ result: ProbeResult) {
    if bitmap.contains(result.address) {
      current.append(result)
    } else {
      totals.unlistedBlocks &+= 1
    }
  }

  /// The outcomes of the rounds that were closed since this was asked last, in order.
  public mutating func takeOutcomes() -> [RoundOutcome] {
    guard !waiting.isEmpty else { return [] }
    defer { waiting = [] }
    return waiting
  }

  /// Closes the rounds that end at or before a time, seconds since 1970: of a live input, whose rounds
  /// end when nothing comes any more.
  ///
  /// Rounds without results since the last one are closed too, if they are not more than a day.
  public mutating func closeRounds(before time: Int64) {
    park()
    close { $0 + Int64(ProbingRound.seconds) <= time }
    guard let last = lastClosed else { return }
    let size = Int64(ProbingRound.seconds)
    let due = (time - last) / size - 1
    guard due > 0, due <= ProbingAccumulator.fill else { return }
    for _ in 0..<due { closeEmpty() }
  }

  /// Ends the input: closes all rounds and returns the outcomes that were not taken yet, in order.
  public mutating func finish() -> [RoundOutcome] {
    settle()
    close { _ in true }
    return takeOutcomes()
  }

  /// The state of the block at an index of the list.
  public func state(at index: Int) -> BlockState { state(of: records[index]) }

  @inline(__always)
  func state(of record: BlockRecord) -> BlockState {
    Int(record.age) >= options.maxAge ? .missing : record.report
  }
}
