import Timeline

/// Learns from past results which addresses of each block ever answered, and how often they do while
/// the block is up: E(b), A(E(b)), and the latter by hour of day.
///
/// A is the share of first probes of a round that are answered, over the addresses that ever answered.
/// All packets of a prober to an address in a round are one probe. Later probes of a round are sent to
/// blocks that fail to answer and would make A too low. Probes of a silence that no block with half of
/// its share of replies so far would keep by chance (0.0003) are an outage's and count for nothing;
/// neither does the reply that ends it. So outages do not lower A.
///
/// A result whose time is more than a day from that of both neighbours is left out: a block would take
/// all that follow for those of earlier rounds.
///
/// Give results in order of time, as a `ProbeFeed` does. Blocks take about 0.7 kB each, however many
/// results they have.
public struct ProbeHistory: ProbeSink, Sendable {
  /// The first and the last time of a result, milliseconds since 1970.
  public private(set) var span: ClosedRange<Int64>?
  /// The results whose times are more than a day from those of both neighbours.
  public private(set) var strayTimes = 0
  /// The time of the last result.
  private var lastTime: Int64?
  /// The last result, as long as no neighbour vouches for its time.
  private var held: ProbeResult?
  private var places: [Slash24: Int32] = [:]
  private var blocks: [BlockHistory] = []

  /// Creates an empty history.
  public init() {}

  /// The number of blocks that were probed.
  public var blockCount: Int { blocks.count }

  /// Takes a result. O(1).
  public mutating func take(_ result: ProbeResult) {
    let isNear = lastTime.map { !ProbeBorder.areFar($0, result.milliseconds) } ?? false
    if let held {
      if isNear { admit(held) } else { strayTimes += 1 }
      self.held = nil
    }
    lastTime = result.milliseconds
    if isNear { admit(result) } else { held = result }
  }

  /// Decides on the last result, behind which nothing comes: a sole one counts.
  private mutating func release() {
    if let held {
      if span == nil, strayTimes == 0 { admit(held) } else { strayTimes += 1 }
    }
    held = nil
    lastTime = nil
  }

  private mutating func admit(_ result: ProbeResult) {
    let time = result.milliseconds
    span = span.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
    let block = Slash24(holding: result.address)
    let place: Int
    if let known = places[block] {
      place = Int(known)
    } else {
      place = blocks.count
      places[block] = Int32(truncatingIfNeeded: place)
      blocks.append(BlockHistory())
    }
    blocks[place].take(result)
  }

  /// Adds what another history learnt from other results: of other blocks or of another time.
  ///
  /// The same as one history of all, but for what lies within a silence that the cut divides.
  public mutating func merge(_ other: ProbeHistory) {
    release()
    var other = other
    other.release()
    strayTimes += other.strayTimes
    if let theirs = other.span {
      span =
        span.map {
          min($0.lowerBound, theirs.lowerBound)...max($0.upperBound, theirs.upperBound)
        } ?? theirs
    }
    for (block, place) in other.places {
      if let mine = places[block] {
        blocks[Int(mine)].merge(other.blocks[Int(place)])
      } else {
        places[block] = Int32(truncatingIfNeeded: blocks.count)
        blocks.append(other.blocks[Int(place)])
      }
    }
  }

  /// The list of the blocks that the rule accepts, and how many it leaves out.
  ///
  /// Availability by hour is given where every hour has at least `leastProbes` first probes.
  public mutating func list(
    rule: BlockListRule = BlockListRule(), leastProbes: Int = 20
  ) -> (list: BlockList, excluded: Int) {
    release()
    var builder = BlockListBuilder(rule)
    for (block, place) in places.sorted(by: { $0.key < $1.key }) {
      var history = blocks[Int(place)]
      history.end()
      builder.take(
        block, history.hosts, hostCount: history.hosts.count,
        availability: history.availability,
        hours: history.hours(leastProbes: leastProbes))
    }
    let list = builder.build()
    return (list, builder.excluded)
  }
}
